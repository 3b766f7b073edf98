import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

/** Options that are shown at once. */
const MOST = 12;

/** Something that can be found. */
export interface Target {
  key: string;
  name: string;
}

/** A field that finds components by their names as one types, and hands over the one that is chosen. */
export function Search({ targets, onFind }: { targets: readonly Target[]; onFind: (key: string) => void }): VNode {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useMemo(() => matching(targets, text), [targets, text]);
  const shown = open && text.trim() !== "";
  const find = (target: Target | undefined): void => {
    if (target === undefined) return;
    setText("");
    setOpen(false);
    onFind(target.key);
  };
  const press = (event: KeyboardEvent): void => {
    if (!shown) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") find(found[at]);
    else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="dia-search">
      <input
        type="text"
        role="combobox"
        aria-label="Find in the diagram"
        aria-autocomplete="list"
        aria-expanded={shown && found.length > 0}
        aria-controls="dia-found"
        aria-activedescendant={shown && found[at] !== undefined ? `dia-found-${at}` : undefined}
        placeholder="Find a component"
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={press}
        onBlur={() => {
          setOpen(false);
        }}
      />
      <Found targets={shown ? found : []} at={at} onFind={find} />
      <span class="unseen" role="status">
        {shown ? (found.length === 0 ? "Nothing found" : `${found.length} found`) : ""}
      </span>
    </div>
  );
}

function Found(props: { targets: readonly Target[]; at: number; onFind: (target: Target) => void }): VNode {
  const { targets, at, onFind } = props;
  return (
    <ul id="dia-found" role="listbox" aria-label="Components found" hidden={targets.length === 0}>
      {targets.map((target, index) => (
        <li
          key={target.key}
          id={`dia-found-${index}`}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => {
            // Before the field loses the focus and the list goes.
            event.preventDefault();
            onFind(target);
          }}
        >
          {target.name}
        </li>
      ))}
    </ul>
  );
}

/** Those with all words in their names; where the name starts with the text, first. */
function matching(targets: readonly Target[], text: string): Target[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  const rank = ({ name }: Target): number => {
    const last = name.toLowerCase().split(":").at(-1) ?? "";
    return last.startsWith(words[0]!) ? 0 : 1;
  };
  const found = targets.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
