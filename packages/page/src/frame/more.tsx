import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { hrefOf } from "../router.js";
import { moreTabs } from "../views/registry.js";

/** The ways to the views that are asked for less often, behind a button. */
export function MoreTabs({ current }: { current: string }): VNode {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const here = moreTabs.find(({ id, covers }) => id === current || covers.includes(current));
  useEffect(() => {
    setOpen(false);
  }, [current]);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && whole.current?.contains(event.target) !== true) setOpen(false);
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
    };
  }, [open]);
  return (
    <div
      class="more-tabs"
      ref={whole}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls="more-views"
        class={here === undefined ? "" : "here"}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {here?.title ?? "More"} <span aria-hidden="true">▾</span>
      </button>
      <ul id="more-views" class="menu" hidden={!open}>
        {moreTabs.map((tab) => (
          <li key={tab.id}>
            <a
              href={hrefOf(tab.id)}
              aria-current={tab === here ? "page" : undefined}
              onClick={() => {
                setOpen(false);
              }}
            >
              {tab.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
