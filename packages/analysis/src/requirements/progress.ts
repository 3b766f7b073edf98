import type { Requirement, RequirementProgress, RequirementReport } from "@threatloom/model";

/** Counts where requirements stand. */
export function progressOf(list: readonly Requirement[]): RequirementProgress {
  const count = (counts: (one: Requirement) => boolean): number => list.filter(counts).length;
  return {
    total: list.length,
    done: count(({ status }) => status === "done"),
    verified: count(({ verified }) => verified),
    running: count(({ status }) => status === "running"),
    notAccording: count(({ status }) => status === "not according"),
    notApplicable: count(({ status }) => status === "not applicable"),
    toDo: count(({ status }) => status === "to do"),
  };
}

/** Progress overall and per component; the list is in the order of components. */
export function reportOf(list: Requirement[]): RequirementReport {
  const byComponent = new Map<string, Requirement[]>();
  for (const one of list) byComponent.set(one.component, [...(byComponent.get(one.component) ?? []), one]);
  const components = [...byComponent].map(([component, own]) => ({ component, progress: progressOf(own) }));
  return { list, overall: progressOf(list), components };
}
