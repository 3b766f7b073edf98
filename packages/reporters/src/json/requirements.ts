import {
  namesOf,
  type Requirement,
  type RequirementProgress,
  type RequirementReport,
  type ThreatModel,
} from "@threatloom/model";

/** How far the requirements are, as documents have it. */
export interface DocumentProgress {
  overall: RequirementProgress;
  components: { component: string; name: string; progress: RequirementProgress }[];
}

/** Progress overall and per component, the components with their names. */
export function progressOf(
  { overall, components }: Pick<RequirementReport, "components" | "overall">,
  model: ThreatModel,
): DocumentProgress {
  const names = namesOf(model);
  return {
    overall,
    components: components.map(({ component, progress }) => ({
      component,
      name: names.component(component),
      progress,
    })),
  };
}

/** Field by field, so that the order is that of the documentation and nothing else slips in. */
export function requirementOf(one: Requirement): Requirement {
  return {
    key: one.key,
    component: one.component,
    id: one.id,
    name: one.name,
    level: one.level,
    status: one.status,
    verified: one.verified,
    owner: one.owner,
    note: one.note,
    threats: one.threats,
    rules: one.rules,
    evidence: one.evidence.map(({ kind, text, location: { file, line, column } }) => ({
      kind,
      text,
      location: { file, line, column },
    })),
  };
}
