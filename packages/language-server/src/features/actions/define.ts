import type { LiveFile } from "@threatloom/engine";
import { idKey, writtenPath, writtenPhrase, type Annotation, type Diagnostic, type Mention } from "@threatloom/model";
import { aboveInComment, belowInComment } from "./insert.js";
import type { Asked, Edit, Finder, Line, Part, Proposal } from "./types.js";
import { vocabularyOf } from "./vocabulary.js";
import { written } from "./write.js";

type Defined = "actor" | "component" | "control" | "data" | "threat";

/** What was mentioned where a diagnostic stands. */
function mentionAt({ spot: { view, path } }: Asked, { line, column }: Diagnostic): Mention | null {
  const mentions = view.mentions.get(path) ?? [];
  const at = mentions.find(({ reference, placed }) => placed && reference.line === line && reference.column === column);
  return at ?? null;
}

/** Which kind of definition is missing; null for what only means something together with others. */
function kindOf({ pieces }: Asked, { kind, reference }: Mention): Defined | null {
  if (kind === "boundary" || kind === "segment") return null;
  const slot = pieces
    .flatMap((one) => one.pieces)
    .find(({ line, column }) => line === reference.line && column === reference.column)?.slot;
  return slot === "actor" ? "actor" : kind;
}

/** Whether the id belongs to a thing of another kind: then a definition would make it stand for two. */
function isTaken({ spot: { view } }: Asked, id: string, kind: Mention["kind"]): boolean {
  const { components, threats, controls, data } = view.model;
  const others = { component: components, threat: threats, control: controls, data };
  const key = idKey(id);
  return Object.entries(others).some(
    ([other, list]) => other !== kind && list.some(({ ids }) => ids.some((one) => idKey(one) === key)),
  );
}

/** A first name made of an id: `#sql-injection` becomes `sql injection`, of a component `Card Store` below the usual zone. */
function nameFrom(id: string, kind: Defined, zone: string | null): string {
  const words = id
    .replace(/^[#@]+/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  if (kind !== "component") return writtenPhrase(words.join(" "));
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(" ");
  return writtenPath(zone === null ? name : `${zone}:${name}`);
}

/** The zone of the definition that a new one is written below. */
function zoneOf(neighbour: Annotation | undefined): string | null {
  const segments = neighbour?.kind === "component" ? (neighbour.fields.name?.text.split(":") ?? []) : [];
  return segments.length > 1 ? segments[0]! : null;
}

function lines(
  file: LiveFile,
  kind: Defined,
  id: string,
  neighbour: Annotation | undefined,
  otherwise: Annotation["dialect"],
): Line[] | null {
  const name: Part = { hole: nameFrom(id, kind, zoneOf(neighbour)) };
  return written(kind, { name, id, detail: { hole: "internal" } }, neighbour?.dialect ?? otherwise, file.manner);
}

/** Below the last such definition of a file, or the last of any kind. */
function inHome(file: LiveFile, kind: Defined, id: string): Edit | null {
  const definitions = file.record.annotations.filter(
    (one) => one.fields.name !== undefined && one.fields.function === undefined,
  );
  const neighbour = definitions.findLast((one) => one.kind === kind) ?? definitions.at(-1);
  const said = neighbour && lines(file, kind, id, neighbour, neighbour.dialect);
  return neighbour && said ? belowInComment(file, neighbour, said) : null;
}

async function definition(asked: Asked, kind: Defined, id: string, line: number): Promise<Edit | null> {
  const { view, desk, file } = asked.spot;
  const [home] = vocabularyOf(view).homes(kind);
  const there = home === undefined ? null : home === asked.spot.path ? file : await desk.live.file(home);
  const edit = there && inHome(there, kind, id);
  if (edit !== null) return edit;
  const own = asked.pieces.find(({ annotation }) => annotation.line <= line && line <= annotation.endLine)?.annotation;
  const said = own && lines(file, kind, id, undefined, own.dialect);
  return own && said ? aboveInComment(file, own, said) : null;
}

async function define(asked: Asked, diagnostic: Diagnostic): Promise<Proposal[]> {
  const mention = mentionAt(asked, diagnostic);
  const kind = mention && kindOf(asked, mention);
  const id = mention?.reference.text ?? "";
  // `@boundary:@component` names two things of v0.1, and nobody can tell which of them is missing.
  if (kind === null || !/^[#@][\p{L}\p{N}_.-]+$/u.test(id) || isTaken(asked, id, mention!.kind)) return [];
  const edit = await definition(asked, kind, id, diagnostic.line);
  if (edit === null) return [];
  const where = edit.path === asked.spot.path ? "here" : `in ${edit.path}`;
  return [{ title: `Define the ${kind} ${id} ${where}`, kind: "quickfix", mends: diagnostic, edit }];
}

/** Defines an id that nothing defines, where the project keeps its definitions. */
export const definitions: Finder = async (asked) => {
  const missing = asked.diagnostics.filter(({ code }) => code === "dangling-reference");
  const found: Proposal[] = [];
  for (const diagnostic of missing) found.push(...(await define(asked, diagnostic)));
  return found;
};
