import { diagnose, nestsDeeper } from "@threatloom/model";
import type { CommentLine, LocalDiagnostic, Properties, PropertyValue, Result } from "@threatloom/model";
import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";

/** Longer blocks are no properties but an attack. */
const LARGEST = 16_384;
const DEEPEST = 16;
/** More aliases than this only serve to blow a value up. */
const MOST_ALIASES = 20;

/**
 * Reads the extended YAML below an annotation: a map of values, keys as written. What is no such map yields
 * `malformed-properties` at the place of the error, and no properties. Never throws.
 */
export function readProperties(lines: readonly CommentLine[]): Result<Properties, LocalDiagnostic> {
  const text = propertyText(lines);
  const fail = (message: string, line = 0, column = 0): Result<Properties, LocalDiagnostic> => ({
    value: {},
    diagnostics: [
      diagnose("malformed-properties", placeOf(lines, line, column), `The properties are not valid YAML: ${message}`),
    ],
  });
  if (text.length > LARGEST) return fail(`they are longer than ${LARGEST} characters`);
  if (nestsDeeper(text, DEEPEST)) return fail(`they are nested deeper than ${DEEPEST} levels`);
  try {
    const counter = new LineCounter();
    const document = propertyDocument(text, counter);
    const error = document.errors[0];
    if (error !== undefined) {
      const { line, col } = counter.linePos(Math.min(error.pos[0], text.length));
      return fail(error.message, line - 1, col - 1);
    }
    const value = plain(document.toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true }), 0);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return fail("expected `key: value` lines");
    return { value, diagnostics: [] };
  } catch (error) {
    return fail(error instanceof Error ? error.message : "they cannot be read");
  }
}

/** The block's lines as one text; every character keeps its line and column. */
export function propertyText(lines: readonly CommentLine[]): string {
  return lines.map((line) => untabbed(line.text)).join("\n");
}

/** The YAML document a block is. */
export function propertyDocument(text: string, lineCounter: LineCounter): Document.Parsed {
  return parseDocument(text, {
    schema: "core",
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    logLevel: "silent",
  });
}

/** YAML knows no tabs in indentation; a space for each keeps columns where they are. */
function untabbed(text: string): string {
  const length = text.length - text.trimStart().length;
  return " ".repeat(length) + text.slice(length);
}

/** Makes plain data of what the YAML reader gives: `__proto__` becomes an ordinary key, whatever is odd a string. */
function plain(value: unknown, depth: number): PropertyValue {
  if (depth > DEEPEST) throw new Error(`they are nested deeper than ${DEEPEST} levels`);
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (typeof value === "bigint") return value.toString();
  if (!(value instanceof Map)) throw new Error("they hold a value that is no plain data");
  const result: Record<string, PropertyValue> = {};
  for (const [key, item] of value as Map<unknown, unknown>) {
    Object.defineProperty(result, String(key), {
      value: plain(item, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

function placeOf(lines: readonly CommentLine[], line: number, column: number) {
  const at = lines[Math.min(line, lines.length - 1)]!;
  const from = Math.min(column, at.text.length);
  return {
    line: at.line,
    column: at.column + from,
    endLine: at.line,
    endColumn: at.column + Math.max(at.text.length, from),
  };
}
