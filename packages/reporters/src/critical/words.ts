import type { AreaOfConcern, CriticalCoverage, SinkUse } from "@threatloom/model";
import { counted, percent } from "../view.js";

/** Sinks of one function that are named before the rest is only counted. */
const MOST_SINKS = 3;

/** How text of the repository is made safe for where it is shown. */
export type Show = (text: string) => string;

/** `runs text as code: eval (line 61), through run`. */
function sinkWords({ title, target, line, through }: SinkUse, show: Show): string {
  const by = through === null ? "" : `, through ${show(through.name)}`;
  return `${title}: ${show(target)} (line ${line}${by})`;
}

/** What a function does that is dangerous, gravest first. */
export function whatWords({ sinks }: AreaOfConcern, show: Show): string {
  const left = sinks.length - MOST_SINKS;
  const named = sinks.slice(0, MOST_SINKS).map((sink) => sinkWords(sink, show));
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join("; ");
}

/** How a function is reached: `answers requests itself`, `reached from the handler login, 2 calls away`. */
export function reachWords({ exposure }: AreaOfConcern, show: Show): string {
  const { kind, from, steps } = exposure;
  if (from === null) return "reached from no entry point that is known";
  if (steps === 0) {
    return { handler: "answers requests itself", main: "runs at the start", exported: "exported", none: "" }[kind];
  }
  const what = { handler: "the handler", main: "the start in", exported: "the exported", none: "" }[kind];
  return `reached from ${what} ${show(from.name)}, ${counted(steps, "call")} away`;
}

/** How often its file changed; empty where nobody looked. */
export function churnWords({ churn }: AreaOfConcern): string {
  return churn === null ? "" : `${counted(churn, "commit")} touched its file`;
}

/** The numbers in two sentences. */
export function totalWords({ found, covered, byType, areas, commits }: CriticalCoverage): string {
  const by = byType > 0 ? `, ${byType} more by their type` : "";
  const history = commits === null ? "" : ` and churn in ${counted(commits, "commit")}`;
  const order = areas.length > 0 ? ` Ranked by severity, exposure${history}.` : "";
  return `${counted(found, "critical function")}, ${covered} covered (${percent(covered, found)})${by}.${order}`;
}
