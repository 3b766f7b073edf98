import type { Claim, DiffSide, Location, Names, StatusChange } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { source, STATUS_SIGNS } from "../markdown/parts.js";
import { cell } from "../text/style.js";
import { place } from "../view.js";
import type { DiffOptions } from "./options.js";
import { sayings, shortened, sideWords } from "./words.js";

/** Characters of a text of the repository that a row shows, and of a name. */
const TEXT = 160;
const NAME = 80;

/** A text of the repository in a row: escaped, and cut where it is long. */
export function short(text: string, most = TEXT): string {
  return escapeMarkdown(cell(text, most));
}

/** A name in a row. */
export function name(text: string): string {
  return short(text, NAME);
}

/** A name in a row as code. */
export function code(text: string): string {
  return codeSpan(cell(text, NAME));
}

/** A place on one side, as a link where there is an address for it. */
export function placeLink(side: "before" | "after", location: Location, options: DiffOptions): string {
  return linked(codeSpan(place(shortened(location))), options.link?.(side, location));
}

/** Where a claim stands on one side: its function and place, as a link where there is an address for it. */
export function sourceLink(
  side: "before" | "after",
  { location, symbol }: Pick<Claim, "location" | "symbol">,
  options: DiffOptions,
): string {
  const bound = symbol && { ...symbol, name: cell(symbol.name, NAME) };
  return linked(source({ location: shortened(location), symbol: bound }), options.link?.(side, location));
}

/** Markdown text as a link; just the text where the address is none for the web. */
export function linked(text: string, url: string | null | undefined): string {
  const address = url === null || url === undefined ? null : webAddress(url);
  return address === null || address.length > 1000 || text === "" ? text : `[${text}](${address})`;
}

/** Only what can neither end an address nor mean something in Markdown or a table stays as it is. */
function webAddress(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const whole = url.replace(/\p{Cs}/gu, "\ufffd");
  return whole.replace(/[^\w.~:/?#@+,;=%-]/gu, (character) => (character === "&" ? "&amp;" : encodeAlways(character)));
}

/** Percent-encoded, the marks included that an address may hold as they are. */
function encodeAlways(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
}

/** What stands against, or for, a threat in a claim: its control, and what it says. */
export function saidCell(claim: Claim, names: Names): string {
  const said = [
    ...(claim.control === null ? [] : [`**${name(names.control(claim.control))}**`]),
    ...(claim.target === null ? [] : [`to ${name(names.component(claim.target))}`]),
    ...sayings(claim, names).map((text) => short(text)),
  ];
  return said.join(", ") || "–";
}

/** The component or threat of a claim; a dash where it names none. */
export function componentCell(claim: Claim, names: Names): string {
  return claim.component === null ? "–" : name(names.component(claim.component));
}

/** The threat of a claim; a dash where it names none. */
export function threatCell(claim: Claim, names: Names): string {
  return claim.threat === null ? "–" : name(names.threat(claim.threat));
}

/** A side of the comparison; what is a commit as code. */
export function sideCell(side: DiffSide): string {
  const [called, commit] = sideWords(side);
  if (side.commit === null) return name(called);
  return commit === null ? code(called) : `${code(called)} (${code(commit)})`;
}

/** How a threat stands, with the sign of its status. */
export function statusCell(status: StatusChange["after"], tested: boolean): string {
  return `${status === null ? "nothing said" : STATUS_SIGNS[status]}${tested ? " ✓ tested" : ""}`;
}
