import type { VNode } from "preact";
import { useState } from "preact/hooks";

const THEMES = ["auto", "light", "dark"] as const;

/** Follows the system, or is light or dark; for this visit only, for nothing is stored. */
export function ThemeSwitch(): VNode {
  const [theme, setTheme] = useState<(typeof THEMES)[number]>("auto");
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  return (
    <button
      type="button"
      class="theme"
      aria-label={`Colours: ${theme}. Change to ${next}`}
      onClick={() => {
        document.documentElement.dataset["theme"] = next;
        setTheme(next);
      }}
    >
      {theme === "auto" ? "◐" : theme === "light" ? "☀" : "☾"}
    </button>
  );
}
