import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { indexOf, searched, type Hit } from "../data/search.js";
import { useSite } from "../data/site.js";

/** Finds components, threats, controls, data, functions and files by name, from everywhere: `/` leads to it. */
export function Search(): VNode {
  const site = useSite();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const wanted = text.trim() !== "";
  const index = useMemo(() => (wanted ? indexOf(site) : []), [site, wanted]);
  const { hits, found } = useMemo(() => searched(index, text), [index, text]);
  useSlash(field);
  const go = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    location.hash = hit.href;
    setOpen(false);
    setText("");
  };
  const shown = open && wanted;
  return (
    <div class="find">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Find a component, threat, function or file"
        aria-expanded={shown}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `found-${at}` : undefined}
        aria-keyshortcuts="/"
        placeholder="Find  /"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setOpen(false);
          else if (event.key === "Enter") go(hits[at]);
          else if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
          else return;
          event.preventDefault();
        }}
      />
      <Found shown={shown} hits={hits} found={found} at={at} go={go} />
    </div>
  );
}

function Found(props: {
  shown: boolean;
  hits: readonly Hit[];
  found: number;
  at: number;
  go: (hit: Hit) => void;
}): VNode {
  const { shown, hits, found, at, go } = props;
  return (
    <div class="menu found" hidden={!shown}>
      <ul id="found" role="listbox" aria-label="What was found">
        {hits.map((hit, index) => (
          <li
            key={`${hit.kind} ${hit.href}`}
            id={`found-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              go(hit);
            }}
          >
            <span class="found-kind">{hit.kind}</span> <span class="found-name">{hit.name}</span>{" "}
            <span class="found-where">{hit.where}</span>
          </li>
        ))}
      </ul>
      <p class="found-count" role="status">
        {found === 0 ? "Nothing has that name." : found > hits.length ? `${hits.length} of ${found}` : ""}
      </p>
    </div>
  );
}

/** The key `/` leads into the field, where nothing else is being typed. */
function useSlash(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.matches("input, select, textarea")) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", follow);
    return () => {
      removeEventListener("keydown", follow);
    };
  }, []);
}
