import {
  canonicalKey,
  identity,
  namesOf,
  type Claim,
  type Confirmation,
  type Flow,
  type ThreatModel,
} from "@threatloom/model";
import { compareText } from "../diff/matching.js";
import { entryList, readEntryList, type ListProblem } from "../gate/entry-list.js";

const KIND = { key: "confirmed", what: "a list of confirmations", ended: true } as const;
const LONGEST_WORDS = 300;

/** What a claim says, without its place: a confirmation outlives another name of the function or of the file. */
function sayingOf(claim: Claim | Flow): string {
  if ("from" in claim) return identity("confirmed", "flow", claim.from, claim.to, claim.label);
  const { kind, component, threat, control, data, actor, target, detail, subject } = claim;
  const how = control ?? (detail === null ? null : canonicalKey(detail));
  return identity("confirmed", kind, component, threat, how, data, actor, target, subject);
}

function wordsOf(claim: Claim | Flow, model: ThreatModel): string {
  const names = namesOf(model);
  if ("from" in claim) return `flow from ${names.component(claim.from)} to ${names.component(claim.to)}`;
  const threat = claim.threat === null ? "" : ` of ${names.threat(claim.threat)}`;
  const component = claim.component === null ? "" : ` on ${names.component(claim.component)}`;
  return `${claim.kind}${threat}${component}`;
}

/** The confirmation of a claim for code as it is, or of a flow that no call shows. */
export function confirmationOf(
  claim: Claim | Flow,
  fingerprint: string,
  model: ThreatModel,
  { by, date }: Pick<Confirmation, "by" | "date">,
): Confirmation {
  const says = wordsOf(claim, model).slice(0, LONGEST_WORDS);
  const { file } = claim.location;
  return { claim: sayingOf(claim), fingerprint, file, symbol: claim.symbol?.name ?? null, says, by, date };
}

/** Whether a claim was confirmed for its code; one that stands in another file or on another symbol by now still is. */
export function isConfirmed(entries: readonly Confirmation[]): (claim: Claim | Flow, fingerprint: string) => boolean {
  const index = new Map<string, Confirmation[]>();
  for (const entry of entries) {
    const key = `${entry.claim} ${entry.fingerprint}`;
    index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return (claim, fingerprint) =>
    index.size > 0 &&
    (index.get(`${sayingOf(claim)} ${fingerprint}`) ?? []).some(
      ({ file, symbol }) => file === claim.location.file || symbol === (claim.symbol?.name ?? null),
    );
}

const placeOf = ({ claim, file, symbol }: Confirmation): string => JSON.stringify([file, symbol, claim]);

/** Adds confirmations; a claim in one place has one. */
export function withConfirmed(entries: readonly Confirmation[], added: readonly Confirmation[]): Confirmation[] {
  const own = new Set(added.map(placeOf));
  const all = [...entries.filter((entry) => !own.has(placeOf(entry))), ...added];
  return all.sort((a, b) => compareText(a.file, b.file) || compareText(rowOf(a), rowOf(b)));
}

/** A confirmation on one line; what nobody would see in a review is spelled out. */
const rowOf = ({ claim, fingerprint, file, symbol, says, by, date }: Confirmation): string =>
  JSON.stringify({ file, symbol, claim, fingerprint, says, by, date }).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (hidden) =>
    hidden
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );

/** Confirmations as the text of their file: one line per claim, sorted, so that two branches seldom meet. */
export function confirmedText(entries: readonly Confirmation[]): string {
  return entryList(KIND, [...new Set(entries.map(rowOf))]);
}

/** Reads the text of a file of confirmations. It may come from anywhere: what is wrong is a problem, never an exception. */
export function readConfirmed(text: string): { entries: Confirmation[] } | ListProblem {
  const needs = "a confirmation needs claim, fingerprint, file, says, by and date as texts, and symbol as text or null";
  return readEntryList(text, { ...KIND, needs }, (part) => {
    const [claim, fingerprint, file, says, by, date] = ["claim", "fingerprint", "file", "says", "by", "date"].map(part);
    const symbol = part("symbol");
    const texts = [claim, fingerprint, file, says, by, date].filter((value) => typeof value === "string");
    if (texts.length < 6 || !(symbol === null || typeof symbol === "string")) return null;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(texts[5]!)) return null;
    const [id = "", print = "", path = "", said = "", who = "", day = ""] = texts;
    return { claim: id, fingerprint: print, file: path, symbol, says: said, by: who, date: day };
  });
}
