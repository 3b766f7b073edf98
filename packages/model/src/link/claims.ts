import type { Annotation, AnnotationFields, Properties, Reference, SymbolRef } from "../annotation.js";
import { claimKinds, type Claim, type ClaimKind, type Location } from "../graph.js";
import { canonicalKey, identity } from "../key.js";
import { severityOf } from "../words.js";
import { isDay } from "../properties/values.js";
import { resolveComponent, resolveName } from "./resolve.js";
import type { Linking } from "./registry.js";

const CLAIMING: ReadonlySet<string> = new Set(claimKinds);

/** Whether annotations of a kind make a claim, each one. */
export function makesClaim(kind: Annotation["kind"]): kind is ClaimKind {
  return CLAIMING.has(kind);
}

/** A property as text, where it is text or a number. */
export function textProperty(properties: Properties, key: string): string | null {
  const value = properties[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/** References of a field and of the `references` property together. */
export function referencesOf(fields: AnnotationFields, properties: Properties): string[] {
  const more = properties["references"];
  const list = Array.isArray(more) ? more : more === undefined || more === null ? [] : [more];
  const texts = list.filter((item) => typeof item === "string" || typeof item === "number").map(String);
  return [...new Set([...(fields.references ?? []), ...texts])];
}

/** Where a claim speaks from: its annotation, or the place its `@source` names. */
export function placeOf(annotation: Annotation): { location: Location; symbol: SymbolRef | null } {
  const { located, file, line, column, symbol } = annotation;
  return { location: located ? { file: located.file, line: located.line, column: 1 } : { file, line, column }, symbol };
}

/** Makes the claims of all annotations, in file order, with every reference resolved. */
export function readClaims(linking: Linking, annotations: readonly Annotation[], today: string): Claim[] {
  const seen = new Map<string, number>();
  return annotations.flatMap((annotation) => {
    const { kind } = annotation;
    return makesClaim(kind) ? [claimOf(linking, annotation, kind, today, seen)] : [];
  });
}

function claimOf(
  linking: Linking,
  annotation: Annotation,
  kind: ClaimKind,
  today: string,
  seen: Map<string, number>,
): Claim {
  const { fields, properties } = annotation;
  const resolved = resolveParts(linking, annotation, kind);
  const { location, symbol } = placeOf(annotation);
  const detail = fields.detail ?? fields.text ?? null;
  const subject = fields.function ?? fields.team ?? fields.sensor ?? fields.capability ?? null;
  const expires = textProperty(properties, "expires");
  const meaning = [resolved.component, resolved.threat, resolved.data, resolved.actor, resolved.target];
  const how = resolved.control ?? (detail === null ? null : canonicalKey(detail));
  const id = unique(identity(kind, ...meaning, how, subject, symbol?.name ?? null), seen);
  return {
    id,
    kind,
    ...resolved,
    detail,
    description: fields.description ?? textProperty(properties, "description"),
    severity: fields.severity ?? severityOf(properties["severity"]),
    references: referencesOf(fields, properties),
    confirmed: fields.confirmed ?? false,
    expires,
    open: false,
    expired: kind === "acceptance" && expires !== null && isPast(expires, today),
    subject,
    location,
    symbol,
    properties,
  };
}

/** Two claims that mean the same still need two identities: later ones count on. */
function unique(id: string, seen: Map<string, number>): string {
  const count = seen.get(id) ?? 0;
  seen.set(id, count + 1);
  return count === 0 ? id : identity(id, String(count));
}

/** Whether a day lies before today; what is no day never does, and is reported elsewhere. */
function isPast(date: string, today: string): boolean {
  return isDay(date) && date.slice(0, 10) < today.slice(0, 10);
}

type Parts = Pick<Claim, "component" | "threat" | "control" | "data" | "actor" | "target">;

function resolveParts(linking: Linking, annotation: Annotation, kind: ClaimKind): Parts {
  const { fields } = annotation;
  const component = (ref: Reference | undefined): string | null =>
    ref ? resolveComponent(linking, ref, annotation) : null;
  const name = (namespace: "threat" | "control" | "data", ref: Reference | undefined): string | null =>
    ref ? resolveName(linking, namespace, ref, annotation) : null;
  return {
    component: component(kind === "transfer" ? fields.source : fields.component),
    threat: name("threat", fields.threat),
    control: name("control", fields.control),
    data: name("data", fields.data),
    actor: component(fields.actor),
    target: component(fields.target),
  };
}
