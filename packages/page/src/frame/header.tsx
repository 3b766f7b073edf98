import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { hrefOf, type Route } from "../router.js";
import { tabs } from "../views/registry.js";
import { MoreTabs } from "./more.js";
import { Search } from "./search.js";
import { ThemeSwitch } from "./theme.js";

/** The name of the project, the ways to the views, and what commit all this is about. */
export function Header({ route }: { route: Route }): VNode {
  const { data } = useSite();
  const current = route.view;
  return (
    <header class="header">
      <a class="brand" href={hrefOf("")}>
        {data.report.project}
      </a>
      <nav class="tabs" aria-label="Views">
        <ul class="tab-list">
          {tabs.map(({ id, title, covers }) => (
            <li key={id}>
              <a href={hrefOf(id)} aria-current={id === current || covers.includes(current) ? "page" : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
        <MoreTabs current={current} />
      </nav>
      <div class="tools">
        <Commit />
        <Search />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Commit(): VNode | null {
  const { origin } = useSite().data;
  if (origin?.commit == null) return null;
  const date = origin.date?.slice(0, 10) ?? "";
  return (
    <span class="commit" title={`${origin.commit}${origin.changed ? ", with changes that are not committed" : ""}`}>
      {origin.commit.slice(0, 8)}
      {origin.changed ? "+" : ""} {date}
    </span>
  );
}
