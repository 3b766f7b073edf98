import type { Report, Requirement, RequirementProgress } from "@threatloom/model";
import { place, share } from "../view.js";
import type { RequirementOptions, RequirementView } from "./types.js";

const nothing: RequirementProgress = {
  total: 0,
  done: 0,
  verified: 0,
  running: 0,
  notAccording: 0,
  notApplicable: 0,
  toDo: 0,
};

function sum(list: readonly RequirementProgress[]): RequirementProgress {
  const total = { ...nothing };
  for (const one of list) {
    for (const key of Object.keys(total) as (keyof RequirementProgress)[]) total[key] += one[key];
  }
  return total;
}

/** The requirements of a report that were asked for, and how far these components are. */
export function viewOf({ analysis, model, project }: Report, options: RequirementOptions): RequirementView {
  const { list, components } = analysis.requirements;
  const counts = (component: string): boolean => options.components?.has(component) ?? true;
  const own = components.filter(({ component }) => counts(component));
  const shown = list.filter(
    ({ component, status }) => counts(component) && (options.status === undefined || status === options.status),
  );
  return { model, project, list: shown, components: own, overall: sum(own.map(({ progress }) => progress)) };
}

/** `3 of 4 (75 %)`: what is done of what applies. */
export function doneShare({ done, total, notApplicable }: RequirementProgress): string {
  return share(done, total - notApplicable);
}

/** The counts besides what is done, as `2 not according, 1 running`; empty where all is done. */
export function restWords(progress: RequirementProgress): string {
  const { notAccording, running, toDo, notApplicable } = progress;
  const parts: [number, string][] = [
    [notAccording, "not according"],
    [toDo, "to do"],
    [running, "running"],
    [notApplicable, "not applicable"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(", ");
}

/** `done, verified` or the status. */
export function statusWords({ status, verified }: Requirement): string {
  return verified ? `${status}, verified` : status;
}

/** One piece of evidence as a sentence, not escaped: `mitigation: prepared statements (src/a.ts:3)`. */
export function evidenceText({ kind, text, location }: Requirement["evidence"][number]): string {
  return `${kind}${text === "" ? "" : `: ${text}`} (${place(location)})`;
}
