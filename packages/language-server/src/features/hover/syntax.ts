import type { LiveView } from "@threatloom/engine";
import { findEntry, fullId, parseReference } from "@threatloom/catalog";
import { dialects, formsFor, type VerbForm } from "@threatloom/grammar";
import { diagnosticCodes, propertyNamed, propertySubject, type PropertySpec } from "@threatloom/model";
import type { Markup } from "../../markup.js";
import type { PlacedPiece } from "../../pieces.js";
import { shelfOf } from "../../shelf.js";
import type { Sight } from "./sight.js";

const titles = new Map(dialects.map(({ id, title }) => [id, title]));

/** The forms of a verb, those of a dialect first. */
export function formBlocks(markup: Markup, forms: readonly VerbForm[], first: VerbForm["dialect"] | null): string[] {
  const ordered = [
    ...forms.filter(({ dialect }) => dialect === first),
    ...forms.filter(({ dialect }) => dialect !== first),
  ];
  const groups = new Map<string, VerbForm[]>();
  for (const form of ordered) groups.set(form.dialect, [...(groups.get(form.dialect) ?? []), form]);
  return [...groups.values()].flatMap((own) => [
    markup.strong(titles.get(own[0]!.dialect)!),
    ...own.flatMap(({ form, summary, example }) => [markup.text(summary), markup.block([form, "", example])]),
  ]);
}

function verbBlocks({ markup, file }: Sight, { annotation }: PlacedPiece["of"]): string[] | null {
  const { dialect, verb } = annotation;
  const read = formsFor(verb).filter((form) => file.manner.dialects.includes(form.dialect));
  return read.length === 0 ? null : formBlocks(markup, read, dialect);
}

/** Which form a keyword belongs to, and what it opens there. */
function keywordBlocks({ markup }: Sight, { piece, of }: PlacedPiece): string[] | null {
  const { annotation, pieces } = of;
  const next = pieces[pieces.indexOf(piece) + 1];
  const [form] = formsFor(annotation.verb).filter(
    ({ dialect, kind }) => dialect === annotation.dialect && kind === annotation.kind,
  );
  if (form === undefined || next === undefined || next.slot === null) return null;
  const slot = next.slot === "ends" ? "end of the flow" : next.slot;
  return [`${markup.code(piece.text)} opens the ${slot} in ${markup.code(form.form)}`, markup.text(form.summary)];
}

function valueWords({ type, values = [] }: PropertySpec): string {
  switch (type) {
    case "flag":
      return "yes, no or unknown";
    case "word":
      return values.join(", ");
    case "assets":
      return "data assets, by id or name";
    case "texts":
      return "a text or a list of texts";
    case "level":
      return "a sensitivity level of the project";
    case "classes":
      return "classes of data of the project";
    case "duration":
      return "how long, such as 30 days";
    case "day":
      return "a day, such as 2026-12-31";
    case "severity":
      return "critical, high, medium, low, P0 to P3";
    case "grade":
      return "1 to 5, or a word such as low or high";
    case "dread":
      return "five numbers from 0 to 10";
    case "stride":
      return "letters or names of STRIDE";
    default:
      return "any text";
  }
}

/** What a property means where it stands, and what it may be. */
export function propertyText(markup: Markup, { name, spec }: { name: string; spec: PropertySpec }): string[] {
  const also = spec.also === undefined ? [] : [`Also read as ${spec.also.map((one) => markup.code(one)).join(", ")}`];
  return [`${markup.strong(name)} — ${markup.text(spec.meaning)}`, `Value: ${markup.text(valueWords(spec))}`, ...also];
}

function propertyBlocks({ markup }: Sight, { piece, of }: PlacedPiece): string[] | null {
  const subject = propertySubject(of.annotation.kind);
  const named = piece.slot === null ? null : propertyNamed(subject, piece.slot);
  if (named !== null) return propertyText(markup, named);
  const key = markup.code(piece.slot ?? piece.text);
  return piece.kind === "property"
    ? [`${key} — a property of the project's own; the tool keeps it and does not read it`]
    : null;
}

const ROLES: Readonly<Record<string, string>> = {
  process: "takes data in, works on it and gives it out",
  "data-store": "keeps data",
  "external-entity": "lies outside of what the project controls",
  actor: "a person or system that uses the project",
};

function valueBlocks(sight: Sight, placed: PlacedPiece): string[] | null {
  const { markup, view } = sight;
  const { piece } = placed;
  const word = piece.text.toLowerCase();
  if (piece.slot === "role" && Object.hasOwn(ROLES, word)) return [`${markup.strong(word)} — ${ROLES[word]!}`];
  if (piece.slot !== "level") return propertyBlocks(sight, placed);
  const { order, classes } = view.model.sensitivity;
  const at = order.indexOf(word);
  if (at >= 0)
    return [`${markup.code(piece.text)} — level ${at + 1} of ${order.length}: ${markup.text(order.join(" < "))}`];
  return classes.includes(word) ? [`${markup.code(piece.text)} — a class of data`] : null;
}

/** What a catalogue says of an id: of imported ones also the text. */
export async function catalogueText(
  markup: Markup,
  project: LiveView["project"],
  text: string,
): Promise<string[] | null> {
  const reference = parseReference(text);
  const found = reference === null ? null : findEntry(await shelfOf(project), reference);
  if (found === null) return null;
  const { kind, name, text: more, level, deprecated } = found.entry;
  const what = `${kind}${level === null ? "" : ` of level ${level}`}${deprecated ? ", deprecated" : ""}`;
  return [
    `${markup.strong(fullId(found.catalog, found.entry.id))} — ${what}: ${markup.text(name)}`,
    more === null || more === name ? "" : markup.text(more),
  ];
}

/** What the language of annotations says about a piece; null where it is somebody's own text. */
export async function pieceBlocks(sight: Sight, placed: PlacedPiece): Promise<string[] | null> {
  const { markup } = sight;
  switch (placed.piece.kind) {
    case "verb":
      return verbBlocks(sight, placed.of);
    case "keyword":
      return keywordBlocks(sight, placed);
    case "severity":
      return [
        `${markup.code(placed.piece.text)} — severities are critical, high, medium and low; P0 to P3 are read as these`,
      ];
    case "catalogue":
      return catalogueText(markup, sight.view.project, placed.piece.text);
    case "property":
      return propertyBlocks(sight, placed);
    case "value":
      return valueBlocks(sight, placed);
    default:
      return null;
  }
}

/** What a silence says, or the diagnostic that it silences; null for a code that nothing has. */
export function silenceBlocks(markup: Markup, code: string | null): string[] | null {
  if (code === null) {
    const form = "threatloom-ignore-next-line CODE reason";
    return [`${markup.code(form)} silences one diagnostic on the line below; the reason is for the next reader.`];
  }
  if (!Object.hasOwn(diagnosticCodes, code)) return null;
  const { title, why, fix } = diagnosticCodes[code as keyof typeof diagnosticCodes];
  return [`${markup.strong(code)} — ${markup.text(title)}`, markup.text(why), markup.text(fix)];
}
