import { pathKind } from "@threatloom/engine";
import { namesOf, type SourceRecord } from "@threatloom/model";
import { relative, resolve, sep } from "node:path";
import { escapeCommands, visible } from "@threatloom/reporters";
import { answer, type Answer, type ShownClaim } from "../show/answer.js";
import { findSubject, nearestSubject, type Place } from "../show/subject.js";
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
  const target = await openTarget([], args);
  const wanted = { coverage: false, references: true };
  const { model, records, references } = await walk(target, args, wanted, args.format === "text");
  const subject = findSubject(args.what, placeOf(args.what, target.project.root, records), model, records);
  if (!subject) {
    const near = nearestSubject(args.what, model);
    const hint =
      near === null ? "Files are named from the root, as in src/login.ts:12." : `Did you mean ${visible(near)}?`;
    throw new UsageError(
      `${visible(args.what)}: no component, threat, control, file or annotated function has this name`,
      hint,
    );
  }
  const found = answer(subject, { model, names: namesOf(model, references) }, records);
  await print(args.format === "json" ? `${JSON.stringify(found, null, 2)}\n` : textOf(found));
  return exitCodes.clean;
}

/** `file` or `file:line` as a path from the current folder or from the root, where there is such a file in the project. */
function placeOf(text: string, root: string, records: readonly SourceRecord[]): Place | null {
  const [, file = text, line] = /^(.*?)(?::(\d+))?$/s.exec(text) ?? [];
  for (const from of [process.cwd(), root]) {
    const path = relative(root, resolve(from, file)).split(sep).join("/");
    const isInside = path !== "" && !path.startsWith("../") && pathKind(resolve(root, path)) === "file";
    if (isInside || records.some((record) => record.path === path))
      return { file: path, line: line === undefined ? null : Number(line) };
  }
  return null;
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
  return `${lines.map((line) => escapeCommands(visible(line))).join("\n")}\n`;
}

function claimLine(claim: ShownClaim): string {
  const state = claim.open ? " (open)" : claim.expired ? " (expired)" : "";
  const where = claim.function === null ? claim.place : `${claim.function} ${claim.place}`;
  const refers = claim.references.length === 0 ? "" : `; ${claim.references.join(", ")}`;
  return `${claim.kind}${state}${claim.says === null ? "" : `: ${claim.says}`}${refers}  [${where}]`;
}
