import type {
  Change,
  ChangeType,
  Claim,
  DiffReport,
  FieldChange,
  Location,
  Names,
  NameTable,
  Severity,
  StatusChange,
} from "@threatloom/model";
import { lists } from "./touches.js";
import { claimWords, flowWords } from "./words.js";

/** A change that has no place of its own in what a reviewer reads first. Texts are as in the repository. */
export interface OtherChange {
  change: Exclude<ChangeType, "moved">;
  /** `component`, `flow`, `mitigation` …; what it is. */
  part: string;
  what: string;
  /** For `changed`: what differs. */
  fields: readonly FieldChange[];
  location: Location | null;
  side: "before" | "after";
}

/** A diff in the order in which a reviewer asks. */
export interface Story {
  /** Worst first: by direction, then severity, then names. */
  statuses: StatusChange[];
  /** Exposures that are new, or open again, and that nothing closes. */
  exposures: Claim[];
  /** Mitigations that are gone, as they were. */
  lost: Claim[];
  /** New acceptances and transfers. */
  accepted: Claim[];
  /** How many of the new acceptances, told among the others, are past their date already: they close nothing. */
  over: number;
  /** Everything else, part by part. */
  others: OtherChange[];
  /** How many parts only moved. */
  moved: number;
}

const severities: readonly (Severity | null)[] = ["critical", "high", "medium", "low", null];
const directions: readonly StatusChange["direction"][] = ["worse", "same", "better"];

/** The display names of a diff; a key without one is its own name. */
export function namesIn(table: NameTable): Names {
  const lookUp =
    (names: Record<string, string>) =>
    (key: string): string =>
      Object.hasOwn(names, key) ? names[key]! : key;
  return {
    component: lookUp(table.components),
    threat: lookUp(table.threats),
    control: lookUp(table.controls),
    data: lookUp(table.data),
    boundary: lookUp(table.boundaries),
    reference: (text) => text,
  };
}

/** Sorts what a diff holds into what a reviewer reads first and the rest. */
export function storyOf(report: DiffReport, names: Names): Story {
  const { claims, statuses } = report.diff;
  const exposures = claims.filter(opensExposure);
  const lost = claims.filter((change) => change.change === "removed" && change.before?.kind === "mitigation");
  const taken = claims.filter((change) => change.change === "added" && takes(change.after));
  const accepted = taken.filter((change) => change.after?.expired !== true);
  const told = new Set([...exposures, ...lost, ...accepted]);
  const rest = claims.filter((change) => !told.has(change));
  return {
    statuses: [...statuses].sort((a, b) => worstFirst(a, b, names)),
    exposures: exposures.flatMap((change) => change.after ?? []),
    lost: lost.flatMap((change) => change.before ?? []),
    accepted: accepted.flatMap((change) => change.after ?? []),
    over: taken.length - accepted.length,
    others: [
      ...partsOf(report, names),
      ...rest.flatMap((change) => other(change, kindOf, (c) => claimWords(c, names))),
    ],
    moved: lists(report).reduce((sum, list) => sum + list.filter((change) => change.change === "moved").length, 0),
  };
}

/** An exposure that is open now and was not before. */
function opensExposure({ change, before, after }: Change<Claim>): boolean {
  return change !== "moved" && after?.kind === "exposure" && after.open && before?.open !== true;
}

function takes(claim: Claim | null): boolean {
  return claim?.kind === "acceptance" || claim?.kind === "transfer";
}

function worstFirst(a: StatusChange, b: StatusChange, names: Names): number {
  return (
    directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(names.component(a.component), names.component(b.component)) ||
    compare(names.threat(a.threat), names.threat(b.threat)) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Components, boundaries, flows and definitions. */
function partsOf({ diff }: DiffReport, names: Names): OtherChange[] {
  const named = (item: { name: string }): string => item.name;
  const defined = (part: string, list: readonly Change<DefinedPart>[]): OtherChange[] =>
    list.flatMap((change) => other(change, () => part, named));
  return [
    ...defined("component", diff.components),
    ...defined("boundary", diff.boundaries),
    ...diff.flows.flatMap((change) =>
      other(
        change,
        () => "flow",
        (flow) => flowWords(flow, names),
      ),
    ),
    ...defined("threat", diff.threats),
    ...defined("control", diff.controls),
    ...defined("data", diff.data),
  ];
}

type DefinedPart = { name: string; definitions: Location[] };

function kindOf(claim: Claim): string {
  return claim.kind;
}

function other<T extends { location: Location } | { definitions: Location[] }>(
  change: Change<T>,
  part: (item: T) => string,
  what: (item: T) => string,
): OtherChange[] {
  const item = change.after ?? change.before;
  if (change.change === "moved" || item === null) return [];
  return [
    {
      change: change.change,
      part: part(item),
      what: what(item),
      fields: change.fields,
      location: "location" in item ? item.location : (item.definitions[0] ?? null),
      side: change.after === null ? "before" : "after",
    },
  ];
}
