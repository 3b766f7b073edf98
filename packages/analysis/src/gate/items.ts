import {
  canonicalKey,
  graver,
  identity,
  type Annotation,
  type CheckItem,
  type Claim,
  type Diagnostic,
  type PairStatus,
  type Range,
  type Severity,
  type ThreatModel,
} from "@threatloom/model";
import { meaningOfDiagnostic } from "../diff/diagnostics.js";
import { numbered } from "../diff/changes.js";
import { compareText } from "../diff/matching.js";
import { failsBy, type Condition } from "./conditions.js";

/** An item whose id is not settled yet. */
export interface DraftItem extends Omit<CheckItem, "id" | "fails"> {
  /** What its identity is made of: never a line, nor what can change while the thing itself stays. */
  meaning: string;
}

/** Items in file order, each with an id of its own, and judged by the conditions. */
export function settle(drafts: readonly DraftItem[], conditions: readonly Condition[]): CheckItem[] {
  const seen = new Map<string, number>();
  return [...drafts].sort(inOrder).map(({ meaning, ...item }) => {
    return { id: numbered(identity(meaning), seen), ...item, fails: failsBy(item, conditions) };
  });
}

function inOrder(a: DraftItem, b: DraftItem): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.meaning, b.meaning)
  );
}

/** A diagnostic as an item; its identity is its code and message, whatever its file. */
export function diagnosticItem(diagnostic: Diagnostic): DraftItem {
  const { code, severity, message, file, line, column, endLine, endColumn, expected, suggestion } = diagnostic;
  return {
    meaning: `diagnostic ${meaningOfDiagnostic(diagnostic)}`,
    kind: "diagnostics",
    rule: code,
    level: severity,
    severity: null,
    message,
    ...{ file, line, column, endLine, endColumn },
    ...(expected !== undefined && { expected }),
    ...(suggestion !== undefined && { suggestion }),
    component: null,
    threat: null,
  };
}

/** The meaning of a claim, without its place; its text counts as a name does, as in the identity of the model. */
export function meaningOfClaim(claim: Claim): string {
  const { kind, component, threat, control, data, actor, target, detail, subject, symbol } = claim;
  const how = control ?? (detail === null ? null : canonicalKey(detail));
  return JSON.stringify([kind, component, threat, how, data, actor, target, subject, symbol?.name ?? null]);
}

/** Where claims are written in a model, with the end of their annotations. */
export type RangeOf = (claim: Claim) => Range & { file: string };

/** Looks for the annotation of a claim; one that is located elsewhere (`@source`) ends where it begins. */
export function rangesOf(model: ThreatModel): RangeOf {
  let index: Map<string, Annotation> | undefined;
  const keyOf = (at: { file: string; line: number; column: number }): string => `${at.line}:${at.column} ${at.file}`;
  return ({ location }) => {
    index ??= new Map(model.annotations.map((annotation) => [keyOf(annotation), annotation]));
    const { file, line, column } = location;
    const { endLine = line, endColumn = column } = index.get(keyOf(location)) ?? {};
    return { file, line, column, endLine, endColumn };
  };
}

/** The pairs of a model by component and threat. */
export function pairsOf(model: ThreatModel): (claim: Claim) => PairStatus | null {
  const pairs = new Map(model.pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair]));
  return ({ component, threat }) => pairs.get(`${component}\n${threat}`) ?? null;
}

/** The severity that a claim itself has, else that of its pair. */
export function severityIn(claim: Claim, pair: PairStatus | null): Severity | null {
  return claim.severity ?? pair?.severity ?? null;
}

/** The gravest of several severities. */
export function gravest(list: readonly (Severity | null)[]): Severity | null {
  return list.reduce<Severity | null>((worst, one) => graver(worst, one), null);
}
