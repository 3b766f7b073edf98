import { namesOf, type Requirement } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { escapeCommands } from "../escape.js";
import { cell, columns, paint, type Paint } from "../text/style.js";
import { counted, place } from "../view.js";
import type { RequirementRenderer, RequirementView } from "./types.js";
import { doneShare, restWords, statusWords } from "./view.js";

const colorOf = (paints: Paint, { status }: Requirement): ((text: string) => string) => {
  if (status === "not according") return paints.red;
  if (status === "done") return paints.green;
  return status === "not applicable" ? paints.quiet : paints.yellow;
};

function where({ evidence }: Requirement): string {
  const [first, ...others] = evidence;
  if (first === undefined) return "";
  return `${cell(place(first.location), 70)}${others.length > 0 ? ` +${others.length}` : ""}`;
}

function rowsOf(list: readonly Requirement[], paints: Paint): string[] {
  const rows = list.map((one) => [
    statusWords(one),
    one.id.slice(one.id.indexOf("-") + 1),
    cell(one.name, 70),
    one.owner === null ? "" : cell(one.owner, 30),
    where(one),
  ]);
  return columns(rows).map((line, at) => {
    const words = statusWords(list[at]!);
    return `  ${colorOf(paints, list[at]!)(words)}${line.slice(words.length)}`;
  });
}

function heading({ project, overall, components }: RequirementView, paints: Paint): string {
  const name = paints.bold(cell(project));
  if (overall.total === 0) {
    return `${name}: no security requirements; none of the threats refers to a weakness, as in (CWE-89)`;
  }
  const rest = restWords(overall);
  const words = [`${overall.verified} verified`, ...(rest === "" ? [] : [rest])].join(", ");
  return `${name}: ${doneShare(overall)} requirements done on ${counted(components.length, "component")}, ${words}`;
}

/** The requirements for a terminal: progress first, then every component with its list. */
export const text: RequirementRenderer = (view, options) => {
  const paints = paint(options.color === true);
  const names = namesOf(view.model);
  const lists = groupBy(view.list, ({ component }) => component);
  const blocks = view.components.flatMap(({ component, progress }) => {
    const list = lists.get(component) ?? [];
    if (list.length === 0) return [];
    return [[`${paints.bold(cell(names.component(component)))}: ${doneShare(progress)} done`, ...rowsOf(list, paints)]];
  });
  return `${[[heading(view, paints)], ...blocks].map((block) => block.map(escapeCommands).join("\n")).join("\n\n")}\n`;
};
