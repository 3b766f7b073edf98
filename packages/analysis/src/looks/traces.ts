import type { ComponentView } from "../elements.js";
import { says, suspect } from "../suspect.js";
import { callsTo } from "./calls.js";
import { isOutsider, isOwnProcess } from "./parties.js";

/** Why the traces of a process matter most: who calls it, who signs in there, or what it may do. */
export type TraceReason = "callers" | "rights" | "sign-in";

/**
 * Why a process has to record what is done, so that each is asked for its log by one rule only; null where nothing that
 * is known asks for it.
 */
export function traceReason(view: ComponentView): TraceReason | null {
  if (!isOwnProcess(view)) return null;
  const calls = callsTo(view).filter(({ crosses, from }) => crosses && isOutsider(from));
  if (calls.some(({ facts }) => !says(facts.logged))) return "callers";
  // Where calls from outside are drawn they are all recorded; else the internet calls it by a way that nobody drew.
  if (calls.length > 0) return null;
  if (says(view.facts["internet-facing"])) return "callers";
  if (says(view.facts["manages-sessions"])) return "sign-in";
  return says(view.facts.privileged) ? "rights" : null;
}

/** What nobody said about the log of a process that needs one for this reason; null where it has one, or needs none. */
export function traceless(view: ComponentView, reason: TraceReason): string[] | null {
  return traceReason(view) === reason ? suspect(view, { logs: "no" }) : null;
}
