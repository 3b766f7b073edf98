import type { Change, Flow } from "@threatloom/model";
import { draftOf, oneSided, withIds, type Draft } from "./changes.js";
import type { ClaimSide } from "./claim-parts.js";
import type { Compared } from "./claims.js";
import { contentOf, differing, marked, plain, propertyFields, type Field } from "./fields.js";
import { byLocation, pairUp, type Match, type Sides } from "./matching.js";
import { pathAfter } from "./places.js";
import { renamed } from "./renames.js";

interface FlowPart {
  flow: Flow;
  ends: string;
  meaning: string;
  content: string;
  file: string;
  symbol: string | null;
}

const NONE: ReadonlySet<string> = new Set();

/** Which boundaries a flow crosses follows from the boundaries, so it is not compared. */
function fieldsOf({ label, medium, bidirectional, properties }: Flow): Field[] {
  return [
    plain("label", label),
    plain("medium", medium),
    marked("bidirectional", bidirectional),
    ...propertyFields(properties, NONE),
  ];
}

function partOf(flow: Flow, side: ClaimSide): FlowPart {
  const { renames } = side;
  const end = (key: string): string => (renames === null ? key : renamed(renames.components, key)!);
  const ends = JSON.stringify([end(flow.from), end(flow.to)]);
  const meaning = JSON.stringify([ends, flow.label, flow.medium]);
  const content = contentOf(fieldsOf(flow));
  return { flow, ends, meaning, content, file: pathAfter(flow.location.file, side), symbol: flow.symbol?.name ?? null };
}

const PASSES: readonly ((part: FlowPart) => string)[] = [
  ({ meaning, content, file, symbol }) => JSON.stringify([meaning, content, file, symbol]),
  ({ meaning, content, file }) => JSON.stringify([meaning, content, file]),
  ({ meaning, file }) => JSON.stringify([meaning, file]),
  ({ meaning, content }) => JSON.stringify([meaning, content]),
  ({ meaning }) => meaning,
  ({ ends, file }) => JSON.stringify([ends, file]),
  ({ ends }) => ends,
];

/**
 * The flows that differ, in the order of their places: matched by their ends, label and medium, else by their ends. The
 * symbol that a flow is written at is a place, not a meaning, and one that is drawn twice is one.
 */
export function diffFlows({ sides }: Compared): Change<Flow>[] {
  const parts = (side: ClaimSide): FlowPart[] =>
    distinct([...side.model.flows].sort(byLocation).map((flow) => partOf(flow, side)));
  const left: Sides<FlowPart> = { before: parts(sides.before), after: parts(sides.after) };
  const matches = PASSES.flatMap((labelOf) => pairUp(left, labelOf));
  const drafts = [
    ...matches.flatMap((match) => matched(match) ?? []),
    ...oneSided(left.before, left.after, ({ meaning }) => meaning),
  ].sort((a, b) => byLocation((a.after ?? a.before)!.flow, (b.after ?? b.before)!.flow));
  return withIds("flow", drafts).map((change) => ({
    ...change,
    before: change.before?.flow ?? null,
    after: change.after?.flow ?? null,
  }));
}

/** The first one of each that says the same. */
function distinct(parts: readonly FlowPart[]): FlowPart[] {
  const first = new Map<string, FlowPart>();
  for (const part of parts) {
    const key = JSON.stringify([part.meaning, part.content]);
    if (!first.has(key)) first.set(key, part);
  }
  return [...first.values()];
}

function matched({ before, after }: Match<FlowPart>): Draft<FlowPart> | null {
  const fields = before.content === after.content ? [] : differing(fieldsOf(before.flow), fieldsOf(after.flow));
  const moves = [
    { field: "file", before: before.flow.location.file, after: after.flow.location.file },
    { field: "symbol", before: before.symbol, after: after.symbol },
  ].filter((shift) => shift.before !== shift.after);
  const [was, is] = [before.flow.location.line, after.flow.location.line];
  const line = was === is ? [] : [{ field: "line", before: String(was), after: String(is) }];
  return draftOf({ before, after }, [before.meaning, after.meaning], fields, moves.length > 0 ? moves : line);
}
