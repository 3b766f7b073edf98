import { canonicalKey, namesOf, type Claim, type Names, type ThreatModel } from "@threatloom/model";
import { contentOf, keyed, listed, marked, named, plain, propertyFields, prose, type Field } from "./fields.js";
import { pathAfter, placeKey, placeOf, symbolOf, type PlaceSide } from "./places.js";
import type { SaidOn, SymbolRenames } from "./symbols.js";
import { renamed, type Renames } from "./renames.js";
import { byLocation } from "./matching.js";

/** A claim with all that matching asks of it. Texts are numbered: equal numbers, equal texts. */
export interface ClaimPart {
  claim: Claim;
  /** Kind, component and threat. */
  topic: number;
  /** How a mitigation mitigates, or a claim is meant: its control, else its text. */
  how: number;
  /** Data, actor, target and subject. */
  others: number;
  /** Everything else that counts. */
  content: number;
  /** As it is named after the change. */
  file: number;
  /** What it speaks for, as it is named after the change: its symbol in its file, its module, or the whole component. */
  place: number;
  /** Of the function it is bound to. */
  fingerprint: string | null;
  /** What is said, of whom, how and on which symbol, as text: what identities are made of. */
  meaning: string;
}

/** Gives every text a number: matching compares each one many times. */
export type Numbers = (text: string) => number;

/** Numbers from 0 on, for both sides of one comparison. */
export function numbers(): Numbers {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    if (number === known.size) known.set(text, number);
    return number;
  };
}

/** One side of a comparison, as matching needs it. */
export interface ClaimSide extends PlaceSide {
  model: ThreatModel;
  names: Names;
  /** Null on the side after the change: its keys are what keys stand for. */
  renames: Renames | null;
}

/** Makes a side. */
export function claimSide(model: ThreatModel, renames: Renames | null, places: Omit<PlaceSide, "isBefore">): ClaimSide {
  return { model, names: namesOf(model), renames, ...places, isBefore: renames !== null };
}

/** Claims of a side, in the order of their places. */
export function claimParts(claims: readonly Claim[], side: ClaimSide, number: Numbers): ClaimPart[] {
  return [...claims].sort(byLocation).map((claim) => partOf(claim, side, number));
}

type Keys = Pick<Claim, "component" | "threat" | "control" | "data" | "actor" | "target">;

/** The keys of a claim as they stand after the change. */
function keysOf({ component, threat, control, data, actor, target }: Claim, renames: Renames | null): Keys {
  if (renames === null) return { component, threat, control, data, actor, target };
  return {
    component: renamed(renames.components, component),
    threat: renamed(renames.threats, threat),
    control: renamed(renames.controls, control),
    data: renamed(renames.data, data),
    actor: renamed(renames.components, actor),
    target: renamed(renames.components, target),
  };
}

function partOf(claim: Claim, side: ClaimSide, number: Numbers): ClaimPart {
  const { component, threat, control, ...rest } = keysOf(claim, side.renames);
  const topic = JSON.stringify([claim.kind, component, threat]);
  const how = control ?? (claim.detail === null ? "" : canonicalKey(claim.detail));
  const others = JSON.stringify([rest.data, rest.actor, rest.target, claim.subject]);
  const symbol = claim.symbol?.name ?? null;
  return {
    claim,
    topic: number(topic),
    how: number(how),
    others: number(others),
    content: number(contentOf(contentFields(claim))),
    file: number(pathAfter(claim.location.file, side)),
    place: number(placeOf(claim, side)),
    fingerprint: symbolOf(claim, side.own)?.fingerprint ?? null,
    meaning: `${topic}${others}${JSON.stringify([how, symbol])}`,
  };
}

/** What is said of whom and how, without where. */
export const saidBy = ({ topic, how, others }: ClaimPart): string => `${topic} ${how} ${others}`;

/** What is said on each symbol. */
export function saidOn(parts: readonly ClaimPart[]): SaidOn {
  const said = new Map<string, string[]>();
  for (const part of parts) {
    const { symbol, location } = part.claim;
    if (symbol === null) continue;
    const key = placeKey(location.file, symbol.name);
    const list = said.get(key);
    if (list) list.push(saidBy(part));
    else said.set(key, [saidBy(part)]);
  }
  return said;
}

/** Puts claims of the side before to where their symbols stand after the change. */
export function follow(parts: readonly ClaimPart[], symbols: SymbolRenames, side: ClaimSide, number: Numbers): void {
  for (const part of parts) {
    const { symbol, location } = part.claim;
    if (symbol === null) continue;
    const heir = symbols.get(placeKey(pathAfter(location.file, side), symbol.name));
    if (heir) part.place = number(placeKey(heir.file, heir.symbol.name));
  }
}

/** Properties that have a place of their own in a claim. */
const PLACED: ReadonlySet<string> = new Set(["description", "expires", "references", "severity"]);

/** What a claim says besides its identity. What follows from other claims or the day (open, expired) is not part of it. */
function contentFields(claim: Claim): Field[] {
  const { severity, references, confirmed, expires, properties } = claim;
  return [
    named("detail", claim.detail),
    prose("description", claim.description),
    plain("severity", severity),
    listed("references", references),
    marked("confirmed", confirmed),
    plain("expires", expires),
    ...propertyFields(properties, PLACED),
  ];
}

/** Every field of a claim that can make it a changed one, where it stands apart. */
export function claimFields(claim: Claim, { names, renames }: ClaimSide): Field[] {
  const keys = keysOf(claim, renames);
  const key = (name: keyof Keys, display: (key: string) => string): Field => {
    return { ...keyed(name, claim[name], display), meaning: keys[name] };
  };
  return [
    key("control", names.control),
    key("data", names.data),
    key("actor", names.component),
    key("target", names.component),
    plain("subject", claim.subject),
    ...contentFields(claim),
  ];
}
