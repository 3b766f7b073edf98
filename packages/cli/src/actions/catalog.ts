import { nearest } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { UsageError } from "../terminal.js";
import type { CatalogArguments } from "./catalog/shelf.js";
import { openTarget } from "./target.js";

const ACTIONS = ["import", "list", "search", "show"] as const;

type Action = (typeof ACTIONS)[number];

const USAGE = "Write catalog import FILE, catalog search TEXT, catalog show ID or catalog list.";

/** `threatloom catalog`: hands over to one of its actions, each in a file of its own. */
export async function run(args: CatalogArguments & { action: string; words: string[] }): Promise<number> {
  const { action, words } = args;
  if (!ACTIONS.includes(action as Action)) {
    const near = nearest(action, ACTIONS);
    throw new UsageError(
      `catalog ${visible(action)}: there is no such action`,
      near === null ? USAGE : `Did you mean ${near}?`,
    );
  }
  const text = words.join(" ").trim();
  if ((text === "") !== (action === "list")) {
    throw new UsageError(action === "list" ? "catalog list takes no argument" : `catalog ${action}: say what`, USAGE);
  }
  const { project } = await openTarget([], args);
  if (action === "import") return (await import("./catalog/import.js")).run(project, words, args);
  if (action === "list") return (await import("./catalog/list.js")).run(project, args);
  if (action === "search") return (await import("./catalog/search.js")).run(project, text, args);
  return (await import("./catalog/show.js")).run(project, text, args);
}
