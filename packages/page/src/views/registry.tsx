import type { ComponentType } from "preact";
import type { Route } from "../router.js";
import { ComponentView } from "./component.js";
import { ComponentsView } from "./components.js";
import { OverviewView } from "./overview.js";

/** A view of the page. */
export interface ViewEntry {
  /** For the browser's title. */
  title: string;
  View: ComponentType<{ route: Route }>;
}

const views: Readonly<Record<string, ViewEntry>> = {
  "": { title: "Overview", View: OverviewView },
  component: { title: "Component", View: ComponentView },
  components: { title: "Components", View: ComponentsView },
};

/** The ways in the header, in their order; `covers` are views below them. */
export const tabs: readonly { id: string; title: string; covers: readonly string[] }[] = [
  { id: "", title: "Overview", covers: [] },
  { id: "components", title: "Components", covers: ["component"] },
];

/** The view with an id; the first one for ids that are none. */
export function viewOf(id: string): ViewEntry {
  return (Object.hasOwn(views, id) ? views[id] : undefined) ?? views[""]!;
}
