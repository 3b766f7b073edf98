import type { Component, ObservedFlow, Report } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { oneLine } from "../escape.js";
import { flowsView } from "./view.js";

/** An annotation that would declare a flow, and where it belongs. */
export interface Suggestion {
  file: string;
  /** Where the function starts. */
  line: number;
  function: string;
  /** Without the marks of a comment. */
  annotation: string;
}

/** A path that the language reads as it is: segments of letters, digits, `_` and `-`. */
const PLAIN = /^[\p{L}\p{N}_-]+(?::[\p{L}\p{N}_-]+)+$/u;
const WORD = /^[\p{L}\p{N}_]+$/u;
const ID = /^#[\p{L}\p{N}_.-]+$/u;

/** A component as an annotation names it: its path, else its id, else in quotation marks. */
function named(key: string, component: Component | undefined): string {
  const name = component?.name ?? key;
  if (PLAIN.test(name) || WORD.test(name)) return name;
  const id = component?.ids.find((one) => ID.test(one));
  return id ?? `"${oneLine(name).replace(/[\\"]/g, "\\$&")}"`;
}

/** Names of functions as words of a sentence; anything else in them would be syntax. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N}_.]+/gu, " ").trim();

function suggestionFor(flow: ObservedFlow, components: ReadonlyMap<string, Component>): Suggestion | null {
  const { steps } = flow.evidence;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  const ends = [flow.from, flow.to].map((key) => named(key, components.get(key)));
  const callee = plainName(last.name);
  const annotation = `@connects ${ends.join(" to ")} with calls${callee === "" ? "" : ` of ${callee}`}`;
  return { file: first.file, line: first.line, function: first.name, annotation };
}

/** What would declare the flows that nobody did: by file and line. Guesses are left out. */
export function suggestionsFor(report: Report): Suggestion[] {
  const components = new Map(report.model.components.map((component) => [component.key, component]));
  return flowsView(report)
    .undeclared.filter(({ evidence }) => evidence.confidence !== "low")
    .flatMap((flow) => suggestionFor(flow, components) ?? [])
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

/** The suggestions as lines to paste, by function; comments say where each belongs. */
export function suggestionLines(suggestions: readonly Suggestion[]): string[] {
  const places = groupBy(suggestions, ({ file, line }) => `${file}:${line}`);
  return [...places].flatMap(([place, list], at) => [
    ...(at === 0 ? [] : [""]),
    `${oneLine(place)}, above ${oneLine(list[0]!.function)}:`,
    ...list.map(({ annotation }) => `// ${oneLine(annotation)}`),
  ]);
}
