import type { Claim, Status } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { type Names } from "@threatloom/model";
import { place } from "../view.js";

/** A part of the report: lines, empty where there is nothing to say. */
export type Section = string[];

/** A status with its sign: one for each, the same in every document. */
export const STATUS_SIGNS: Readonly<Record<Status, string>> = {
  exposed: "🔴 exposed",
  partial: "🟠 partial",
  accepted: "⚪ accepted",
  transferred: "🔵 transferred",
  mitigated: "🟢 mitigated",
};

/** A Markdown table. Cells are Markdown already: escaped text has no bars. No lines without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): Section {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}

/** A heading and what stands below it, or nothing at all. */
export function section(heading: string, ...blocks: readonly Section[]): Section {
  const filled = blocks.filter((block) => block.length > 0);
  return filled.length === 0 ? [] : [heading, ...filled.flatMap((block) => ["", ...block])];
}

/** Where a claim was made: its function, if any, and `file:line`. */
export function source(claim: Pick<Claim, "location" | "symbol">): string {
  const where = codeSpan(place(claim.location));
  return claim.symbol === null ? where : `${codeSpan(claim.symbol.name)} in ${where}`;
}

/** What a claim says, in words: its control, detail and description, and what qualifies it. */
export function saying(claim: Claim, names: Names): string {
  const said = [
    claim.control === null ? null : `**${escapeMarkdown(names.control(claim.control))}**`,
    claim.target === null ? null : `to ${escapeMarkdown(names.component(claim.target))}`,
    claim.actor === null ? null : escapeMarkdown(names.component(claim.actor)),
    claim.data === null ? null : escapeMarkdown(names.data(claim.data)),
    claim.subject === null ? null : escapeMarkdown(claim.subject),
    claim.detail === null ? null : escapeMarkdown(claim.detail),
    claim.description === claim.detail || claim.description === null ? null : escapeMarkdown(claim.description),
  ].filter((part) => part !== null && part !== "");
  const notes = qualifiers(claim, names);
  return `${said.join(", ")}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`.trim();
}

function qualifiers(claim: Claim, names: Names): string[] {
  return [
    ...(claim.kind === "exposure" ? [claim.open ? "open" : "closed"] : []),
    ...(claim.confirmed ? ["confirmed"] : []),
    ...(claim.severity === null ? [] : [claim.severity]),
    ...(claim.expires === null ? [] : [`${claim.expired ? "expired" : "until"} ${escapeMarkdown(claim.expires)}`]),
    ...claim.references.map((text) => escapeMarkdown(names.reference(text))),
  ];
}

/** `mitigation: **control**, how — `f` in `file:1``: one line of a list. */
export function claimLine(claim: Claim, names: Names): string {
  const said = saying(claim, names);
  return `${claim.kind}${said === "" ? "" : `: ${said}`} — ${source(claim)}`;
}
