import { visible } from "@threatloom/reporters";
import { answer, type Answer, type ShownClaim } from "../show/answer.js";
import { findSubject, nearestSubject } from "../show/subject.js";
import type { TreeArguments } from "../options.js";
import { exitCodes, print, UsageError } from "../terminal.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `show` is called with. */
export interface ShowArguments extends TreeArguments {
  what: string;
  format: "text" | "json";
}

/** `threatloom show`: what protects this component, threat, control, file or function? */
export async function run(args: ShowArguments): Promise<number> {
  const { model, records } = await walk(await openTarget([], args), args, false, args.format === "text");
  const subject = findSubject(args.what, model, records);
  if (!subject) {
    const near = nearestSubject(args.what, model);
    const hint =
      near === null ? "Files are named from the root, as in src/login.ts:12." : `Did you mean ${visible(near)}?`;
    throw new UsageError(`${visible(args.what)}: no component, threat, control or annotated file has this name`, hint);
  }
  const found = answer(subject, model, records);
  await print(args.format === "json" ? `${JSON.stringify(found, null, 2)}\n` : textOf(found));
  return exitCodes.clean;
}

function textOf(found: Answer): string {
  const lines = [`${found.subject} (${found.kind === "place" ? "source" : found.kind})`];
  for (const [label, text] of found.facts) lines.push(`  ${label}: ${text}`);
  for (const pair of found.pairs) {
    lines.push("", `  ${pair.status}${pair.tested ? ", tested" : ""}: ${pair.threat} on ${pair.component}`);
    for (const claim of pair.claims) lines.push(`    ${claimLine(claim)}`);
  }
  if (found.pairs.length === 0) lines.push("", "  nothing is claimed about threats here");
  if (found.others.length > 0) lines.push("", "  also", ...found.others.map((claim) => `    ${claimLine(claim)}`));
  if (found.flows.length > 0) lines.push("", "  flows", ...found.flows.map((flow) => `    ${flow}`));
  return `${lines.map(visible).join("\n")}\n`;
}

function claimLine(claim: ShownClaim): string {
  const state = claim.open ? " (open)" : claim.expired ? " (expired)" : "";
  const where = claim.function === null ? claim.place : `${claim.function} ${claim.place}`;
  return `${claim.kind}${state}${claim.says === null ? "" : `: ${claim.says}`}  [${where}]`;
}
