import type { AnnotatedPieces } from "@threatloom/grammar";
import type { Claim, ClaimKind, Mention, Reference } from "@threatloom/model";
import { piecesOf } from "./pieces.js";
import { gathered, standingOf } from "./standing.js";
import type { Spot } from "./workspace.js";

/** An annotation of a file, and the claim that it became. */
export interface Said {
  annotated: AnnotatedPieces;
  claim: Claim;
}

/** Finds what was made of the annotations of a file. */
type ClaimOf = (annotated: AnnotatedPieces) => Claim | null;

/** Keys of what references in a file mean, by their place. */
function keysIn(mentions: readonly Mention[]): (reference: Reference | undefined) => string | null {
  const whole = mentions.filter(({ part, placed }) => part === null && placed);
  const keys = new Map(whole.map(({ reference: { line, column }, key }) => [`${line}:${column}`, key]));
  return (reference) => (reference && keys.get(`${reference.line}:${reference.column}`)) ?? null;
}

/** What stands below a `@source` is located there, and told apart by what it speaks of. */
function farFinder({ view, path }: Spot): ClaimOf {
  const standing = standingOf(view);
  let keyOf: ReturnType<typeof keysIn> | null = null;
  return ({ annotation: { located, kind, fields } }) => {
    if (located === undefined) return null;
    keyOf ??= keysIn(view.mentions.get(path) ?? []);
    const [component, threat] = [keyOf(fields.component), keyOf(fields.threat)];
    const claims = standing.claimsIn(located.file).filter(({ location }) => location.line === located.line);
    return claims.find((one) => one.kind === kind && one.component === component && one.threat === threat) ?? null;
  };
}

/** The claims of some kinds that the annotations of a file make, in its order; `which` leaves annotations out. */
export function saidIn(
  spot: Spot,
  kinds: readonly ClaimKind[],
  which?: (annotated: AnnotatedPieces) => boolean,
): Said[] {
  const ofKind = piecesOf(spot.file).filter(({ annotation }) => kinds.some((kind) => kind === annotation.kind));
  const wanted = which === undefined ? ofKind : ofKind.filter(which);
  if (wanted.length === 0) return [];
  const here = gathered(
    standingOf(spot.view).claimsIn(spot.path),
    ({ location }) => `${location.line}:${location.column}`,
  );
  const far = farFinder(spot);
  return wanted.flatMap((annotated) => {
    const { kind, line, column } = annotated.annotation;
    const claim = here.get(`${line}:${column}`)?.find((one) => one.kind === kind) ?? far(annotated);
    return claim === null ? [] : [{ annotated, claim }];
  });
}
