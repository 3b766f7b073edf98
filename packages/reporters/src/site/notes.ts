import type { DrawingSummary } from "../dfd/types.js";
import { counted } from "../view.js";

/** Names that are told before it is only said how many more there are. */
const MOST_NAMES = 5;

/** What a drawing puts together or leaves out, as sentences; none where it shows everything. */
export function notesOf({ components, depth, omittedEdges, omittedNodes, shown }: DrawingSummary): string[] {
  const notes: string[] = [];
  if (depth !== null && shown < components)
    notes.push(`${components} components are drawn as ${counted(shown + omittedNodes, "node")} to stay readable.`);
  if (omittedNodes > 0)
    notes.push(`${counted(omittedNodes, "node")} left out: the worst and best connected are shown.`);
  if (omittedEdges > 0) notes.push(`${counted(omittedEdges, "arrow")} left out.`);
  return notes;
}

/** What is said where drawings are missing. */
export function missingNotes(names: readonly string[], more: number): string[] {
  const notes: string[] = [];
  const rest = names.length - MOST_NAMES;
  const told = `${names.slice(0, MOST_NAMES).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  if (names.length > 0) notes.push(`No layout was found in time for what is inside ${told}.`);
  if (more > 0) notes.push(`${counted(more, "smaller part")} cannot be opened: there are too many of them.`);
  return notes;
}
