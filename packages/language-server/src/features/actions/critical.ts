import { splitLines } from "../../lines.js";
import { lineAboveCommands } from "@threatloom/engine";
import { parsePieces } from "@threatloom/grammar";
import type { CodeSymbol, CriticalFunction } from "@threatloom/model";
import { aboveCode, belowInComment } from "./insert.js";
import { touches, type Asked, type Edit, type Finder, type Line, type Proposal } from "./types.js";
import { vocabularyOf } from "./vocabulary.js";
import { written } from "./write.js";

/** Lines in the comment that stands above a function, else in one of their own. */
function aboveFunction({ spot: { file } }: Asked, symbol: CodeSymbol, lines: readonly Line[]): Edit | null {
  const raw = splitLines(file.text);
  const index = file.symbols.indexOf(symbol);
  const comment = file.comments.findLast(({ symbol: of, lines: own }) => of === index && own[0]!.line < symbol.line);
  const last = comment?.lines.at(-1);
  if (last === undefined) return aboveCode(file, symbol.line, lines);
  if (lineAboveCommands(file.text, last.line + 1) <= last.line) return aboveCode(file, last.line + 1, lines);
  // A block may end on a line of its own, on which it says nothing.
  const said = comment!.lines.findLast(({ text }) => text.trim() !== "") ?? last;
  const isNear = raw.slice(last.line, symbol.line - 1).every((line) => /^(?:\*\/$|@|export\b|$)/.test(line.trim()));
  const isAlone = /^(?:\/\*[*!]?|\*|\/\/)?$/.test((raw[said.line - 1] ?? "").slice(0, said.column - 1).trim());
  if (!isNear || !isAlone) return aboveCode(file, symbol.line, lines);
  const place = { line: said.line, column: said.column, endLine: said.line, endColumn: said.column + said.text.length };
  return belowInComment(file, place, lines);
}

/** The slots of the annotation that the analysis suggests, as it writes them; null where it has none. */
function suggested({ suggestion }: CriticalFunction): Record<"component" | "control" | "threat", string> | null {
  const text = suggestion?.annotation.replace(/^\/\/ /, "") ?? "";
  const [found] = parsePieces([{ lines: [{ text, line: 1, column: 1 }], symbol: null }]);
  const of = (slot: string): string => found?.pieces.find((piece) => piece.slot === slot)?.text ?? "";
  const slots = { component: of("component"), threat: of("threat"), control: of("control") };
  return Object.values(slots).includes("") ? null : slots;
}

function covering(asked: Asked, fn: CriticalFunction, symbol: CodeSymbol): Proposal[] {
  const { view, file } = asked.spot;
  const slots = suggested(fn);
  if (slots === null) return [];
  const { component, threat, control } = slots;
  const { dialect } = vocabularyOf(view);
  const how = { hole: fn.sinks[0]!.title };
  const kinds = [
    ["Cover this critical function: what protects it", "mitigation", { component, threat, control: { hole: control } }],
    ["Cover this critical function: how it is exposed", "exposure", { component, threat, detail: how }],
    [
      "Ask for a review of this critical function",
      "review",
      { component, detail: { hole: `is it right that this ${fn.sinks[0]!.title}?` } },
    ],
  ] as const;
  return kinds.flatMap(([title, kind, slots]) => {
    const lines = written(kind, slots, dialect, file.manner);
    const edit = lines && aboveFunction(asked, symbol, lines);
    return edit === null ? [] : [{ title, kind: "refactor" as const, edit }];
  });
}

/** What would cover the critical function at the cursor that no claim covers. */
export const critical: Finder = async (asked) => {
  const { desk, path, file } = asked.spot;
  // The innermost one that the cursor is in.
  const symbol = file.symbols.findLast((one) => one.hasBody && touches(asked, one));
  if (symbol === undefined || asked.to > symbol.endLine) return [];
  const found = await desk.live.critical(path);
  const fn = found.find(
    ({ line, name, covered }) => line === symbol.line && name === symbol.name && covered === "none",
  );
  return fn === undefined ? [] : covering(asked, fn, symbol);
};
