import type { AnnotatedPieces } from "@threatloom/grammar";
import { saidIn } from "../../said.js";
import { belowInComment } from "./insert.js";
import { testSkeleton } from "./test-skeleton.js";
import { touches, type Asked, type Edit, type Finder, type Line, type Proposal } from "./types.js";
import { vocabularyOf } from "./vocabulary.js";
import { written, type Slots } from "./write.js";

/** A threat that is accepted is looked at again after so many days. */
const ACCEPTED_FOR = 90;

/** A date some days after another. */
function later(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Component and threat as the exposure writes them. */
function slotsOf({ pieces }: AnnotatedPieces): Slots | null {
  const of = (slot: string): string | undefined =>
    pieces.find((piece) => piece.slot === slot && piece.kind === "reference")?.text;
  const [component, threat] = [of("component"), of("threat")];
  return component === undefined || threat === undefined ? null : { component, threat };
}

function below({ spot: { file } }: Asked, exposure: AnnotatedPieces, lines: Line[] | null): Edit | null {
  return lines === null ? null : belowInComment(file, exposure.annotation, lines);
}

async function against(asked: Asked, exposure: AnnotatedPieces): Promise<Proposal[]> {
  const { view, file } = asked.spot;
  const claim = saidIn(asked.spot, ["exposure"], (one) => one === exposure)[0]?.claim ?? null;
  const slots = slotsOf(exposure);
  if (slots === null || claim?.open === false) return [];
  const { dialect } = exposure.annotation;
  const { manner } = file;
  const control = { hole: vocabularyOf(view).controlAgainst(claim?.threat ?? null) ?? "a control to be named" };
  const detail = { hole: "a reason to be given" };
  const mitigation = written("mitigation", { ...slots, control }, dialect, manner);
  const accepted = { ...slots, detail, expires: later(view.today, ACCEPTED_FOR) };
  const acceptance = written("acceptance", accepted, dialect, manner);
  const test = claim && (await testSkeleton(asked, claim, { ...slots, control }, dialect));
  const edits: [string, Edit | null][] = [
    ["Add a mitigation for this exposure", below(asked, exposure, mitigation)],
    ["Accept this exposure until a date", below(asked, exposure, acceptance)],
    [`Add a test claim in ${test?.path ?? ""}`, test],
  ];
  return edits.flatMap(([title, edit]) => (edit === null ? [] : [{ title, kind: "refactor" as const, edit }]));
}

/** What may be said against the exposures in the selection that are open. */
export const exposures: Finder = async (asked) => {
  const at = asked.pieces.filter(({ annotation }) => annotation.kind === "exposure" && touches(asked, annotation));
  const [only, ...more] = at;
  // What is wrong with it would be wrong with what is said against it: that comes first.
  const isWrong = asked.diagnostics.some(({ severity }) => severity === "error");
  return only === undefined || more.length > 0 || isWrong ? [] : against(asked, only);
};
