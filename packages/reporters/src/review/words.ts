import {
  saysAlready,
  type Claim,
  type CoverageChange,
  type Diagnostic,
  type DiffSide,
  type FieldChange,
  type Flow,
  type Location,
  type Names,
  type StatusChange,
} from "@threatloom/model";
import { codePoints } from "../collections.js";
import { flowLabel } from "../dfd/edges.js";

/** Characters of a path that are shown; its end tells more than its start. */
const PATH = 90;

/** What a claim is about and says, in plain words without its kind; not escaped. */
export function claimWords(claim: Claim, names: Names): string {
  const about = [
    ...(claim.component === null ? [] : [names.component(claim.component)]),
    ...(claim.threat === null ? [] : [`${preposition(claim)} ${names.threat(claim.threat)}`]),
    ...(claim.target === null ? [] : [`by ${names.component(claim.target)}`]),
    ...(claim.control === null ? [] : [`with ${names.control(claim.control)}`]),
  ].join(" ");
  const said = sayings(claim, names).join(", ");
  return [about, said].filter((part) => part !== "").join(": ");
}

/** What a claim adds to the things it is about: data, actor, subject, detail and description. */
export function sayings(claim: Claim, names: Names): string[] {
  const said = [
    claim.data === null ? null : names.data(claim.data),
    claim.actor === null ? null : names.component(claim.actor),
    claim.subject,
    claim.detail,
    claim.description === claim.detail ? null : claim.description,
    claim.expires === null ? null : `${claim.expired ? "over since" : "until"} ${claim.expires}`,
  ];
  return said.flatMap((part) => (part === null || part === "" ? [] : [part]));
}

function preposition(claim: Claim): string {
  return claim.kind === "exposure" ? "to" : claim.kind === "mitigation" || claim.kind === "test" ? "against" : "for";
}

/** The ends of a flow and what it carries, in plain words; not escaped. */
export function flowWords(flow: Flow, names: Names): string {
  const carried = flowLabel(flow);
  const ends = `${names.component(flow.from)} ${flow.bidirectional ? "↔" : "→"} ${names.component(flow.to)}`;
  return carried === "" ? ends : `${ends}: ${carried}`;
}

/** `detail: old → new`; not escaped. */
export function fieldWords(field: FieldChange): string {
  return `${field.field}: ${valueWords(field.before)} → ${valueWords(field.after)}`;
}

function valueWords(value: string | null): string {
  return value === null || value === "" ? "nothing" : brief(value, 60);
}

/** The first characters of a text, and `…` where there were more. */
export function brief(text: string, most: number): string {
  const characters = codePoints(text.slice(0, 2 * most + 2));
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** A location whose path is cut to its end where it is too long to show. */
export function shortened(location: Location): Location {
  const characters = codePoints(location.file.slice(-2 * PATH));
  if (location.file.length <= PATH) return location;
  return { ...location, file: `…${characters.slice(1 - PATH).join("")}` };
}

/** A status in words, null being that nobody says anything. */
export function statusWords(status: StatusChange["after"]): string {
  return status ?? "nothing said";
}

/** A side of the comparison: its name, and the start of its commit where the name does not say it; not escaped. */
export function sideWords({ name, commit }: DiffSide): [name: string, commit: string | null] {
  const id = commit?.slice(0, 8) ?? "";
  return id === "" || name.startsWith(id) ? [name, null] : [name, id];
}

/** A diagnostic in words, with what was probably meant; not escaped. */
export function diagnosticWords({ message, suggestion }: Diagnostic): string {
  const said = brief(message, 500);
  if (suggestion === undefined) return said;
  const meant = brief(suggestion, 100);
  return saysAlready(said, meant) ? said : `${said}; did you mean ${meant}?`;
}

/** The coverage of the whole project: somebody asked for it, so it is shown even where the change does nothing else. */
export function askedCoverage(coverage: CoverageChange | null): CoverageChange | null {
  return coverage?.scope === "project" ? coverage : null;
}

/** Whether coverage is shown: where it differs, and where it was asked for. */
export function showsCoverage({ scope, before, after, uncovered, added }: CoverageChange): boolean {
  const differs = uncovered.length + added.length > 0 || JSON.stringify(before) !== JSON.stringify(after);
  return scope === "project" || differs;
}
