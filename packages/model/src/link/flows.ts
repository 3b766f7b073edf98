import type { Annotation, Reference } from "../annotation.js";
import { namesSymbol } from "../bind.js";
import type { Claim, Flow } from "../graph.js";
import { identity } from "../key.js";
import { placeOf } from "./claims.js";
import { resolveComponent } from "./resolve.js";
import type { Linking } from "./registry.js";

/** Makes the declared flows, in file order: chains give one flow per step, `Calls` one per component that is called. */
export function readFlows(linking: Linking, annotations: readonly Annotation[], claims: readonly Claim[]): Flow[] {
  const seen = new Map<string, number>();
  return annotations
    .filter((annotation) => annotation.kind === "flow")
    .flatMap((annotation) =>
      steps(linking, annotation, claims).map(([from, to]) => flowOf(annotation, from, to, seen)),
    );
}

function steps(linking: Linking, annotation: Annotation, claims: readonly Claim[]): [string, string][] {
  const { ends, calls } = annotation.fields;
  if (calls) return callSteps(annotation, calls, claims);
  const keys = stops(annotation, ends).map((ref) => resolveComponent(linking, ref, annotation));
  return keys.slice(1).map((to, index): [string, string] => [keys[index]!, to]);
}

function stops(annotation: Annotation, ends: readonly Reference[] | undefined): readonly Reference[] {
  if (ends) return ends;
  const { source, target } = annotation.fields;
  return source && target ? [source, target] : [];
}

/** A call flows from the components that the caller's claims name to those that the callee's claims name. */
function callSteps(annotation: Annotation, calls: readonly string[], claims: readonly Claim[]): [string, string][] {
  const caller = annotation.symbol?.name ?? annotation.scope;
  if (caller === undefined) return [];
  const from = componentsOf(
    claims,
    (claim) => claim.location.file === annotation.file && claim.symbol?.name === caller,
  );
  const to = componentsOf(
    claims,
    (claim) => claim.symbol !== null && calls.some((call) => namesSymbol(call, claim.symbol!.name)),
  );
  return from.flatMap((a) => to.filter((b) => b !== a).map((b): [string, string] => [a, b]));
}

function componentsOf(claims: readonly Claim[], wanted: (claim: Claim) => boolean): string[] {
  return [...new Set(claims.filter(wanted).flatMap((claim) => claim.component ?? []))];
}

/** What a flow is called: what is sent, how it is described, or that it is a call. */
export function labelOf({ fields }: Annotation): string | null {
  return fields.subject ?? fields.detail ?? fields.description ?? (fields.calls ? "calls" : null);
}

function flowOf(annotation: Annotation, from: string, to: string, seen: Map<string, number>): Flow {
  const { fields, properties } = annotation;
  const label = labelOf(annotation);
  const meaning = identity("flow", from, to, label, fields.medium ?? null);
  const count = seen.get(meaning) ?? 0;
  seen.set(meaning, count + 1);
  return {
    id: count === 0 ? meaning : identity(meaning, String(count)),
    from,
    to,
    label,
    medium: fields.medium ?? null,
    bidirectional: fields.bidirectional ?? false,
    crosses: [],
    ...placeOf(annotation),
    properties,
  };
}
