import type { Report, Requirement, RequirementReport } from "@threatloom/model";

/** What of the requirements is shown, and how. */
export interface RequirementOptions {
  /** Keys of the components whose requirements count; all where it is absent. */
  components?: ReadonlySet<string>;
  /** Only requirements of this status are listed; progress counts all of them. */
  status?: Requirement["status"];
  /** Text: escape sequences for colours may be used. */
  color?: boolean;
}

/** The requirements that were asked for, with what a format needs to name them. */
export interface RequirementView extends RequirementReport, Pick<Report, "model" | "project"> {}

/** One format: from the view to text, which ends with a newline. */
export type RequirementRenderer = (view: RequirementView, options: RequirementOptions) => string;
