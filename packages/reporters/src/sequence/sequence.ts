import type { Report } from "@threatloom/model";
import type { SequenceSelection } from "./select.js";

/** The sequence diagram of a report, or of a part of its flows, as Mermaid. */
export async function renderSequence(report: Report, selection: SequenceSelection = {}): Promise<string> {
  return (await import("./mermaid.js")).sequenceOf(report, selection);
}
