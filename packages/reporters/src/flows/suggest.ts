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

/** A path that the language reads as it is: segments of words, none of which opens a slot. */
const PATH = /^[\p{L}\p{N}_-]+(?: [\p{L}\p{N}_-]+)*(?::[\p{L}\p{N}_-]+(?: [\p{L}\p{N}_-]+)*)+$/u;
const KEYWORD = /(?:^|[ :])(?:against|and|as|for|from|on|to|using|via|with)(?:$|[ :])/i;
const WORD = /^[\p{L}\p{N}_]+$/u;
const ID = /^#[\p{L}\p{N}_.-]+$/u;

/** A component as an annotation names it; `marked`: nobody would take the name for a word of prose. */
interface Named {
  text: string;
  marked: boolean;
}

/** Its path, else its id, else its name, in quotation marks where it has to be. */
function named(key: string, component: Component | undefined): Named {
  const name = component?.name ?? key;
  if (PATH.test(name) && !KEYWORD.test(name)) return { text: name, marked: true };
  const id = component?.ids.find((one) => ID.test(one));
  if (id !== undefined) return { text: id, marked: true };
  const text = WORD.test(name) && !KEYWORD.test(name) ? name : `"${oneLine(name).replace(/[\\"]/g, "\\$&")}"`;
  return { text, marked: false };
}

/** Names of functions as words of a sentence; anything else in them would be syntax. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N}_.]+/gu, " ").trim();

function suggestionFor(flow: ObservedFlow, components: ReadonlyMap<string, Component>): Suggestion | null {
  const { steps } = flow.evidence;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  const ends = [flow.from, flow.to].map((key) => named(key, components.get(key)));
  const callee = plainName(last.name);
  const what = `calls${callee === "" ? "" : ` of ${callee}`}`;
  // Two bare words could be anybody's prose: such a line is an annotation by its description.
  const said = ends.some(({ marked }) => marked) ? `with ${what}` : `-- "${what}"`;
  const annotation = `@connects ${ends.map(({ text }) => text).join(" to ")} ${said}`;
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
