import { visible } from "@threatloom/reporters";

/** Characters of one text that are sent before the rest is cut. */
const LONGEST = 500;

/**
 * Text of a repository: what nobody sees is spelled out, and what goes on for long is cut.
 *
 * @mitigates #mcp against #terminal-injection with #terminal-escaping
 */
export function cleanText(text: string, longest = LONGEST): string {
  const shown = visible(text.length > 4 * longest ? text.slice(0, 4 * longest) : text);
  return shown.length > longest ? `${shown.slice(0, longest).replace(/[\ud800-\udbff]$/u, "")}…` : shown;
}

/** The same for every text within a value. */
export function clean<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
}

/** A text of somebody else within a sentence of ours. */
export function quoted(text: string): string {
  return `"${cleanText(text, 120)}"`;
}

/** Names within a sentence, the first few of them. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => cleanText(name, 120));
  return `${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`;
}
