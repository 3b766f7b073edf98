import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Comment, LocalDiagnostic, ParsedAnnotation, Range } from "@threatloom/model";
import { parse } from "yaml";
import type { ParseOptions } from "@threatloom/grammar";

/** One conformance case: text in, annotations and diagnostics out, in the compact form of grammar/conformance. */
export interface Case {
  name: string;
  text?: string;
  comments?: string[];
  options?: ParseOptions;
  annotations: unknown[];
  diagnostics: unknown[];
}

export const conformance = join(process.cwd(), "grammar", "conformance");

/** Comments whose lines follow each other; an empty line of the file lies between two. */
export function commentsOf(texts: readonly string[]): Comment[] {
  let line = 1;
  return texts.map((text) => {
    const lines = text.split("\n").map((content) => ({ text: content, line: line++, column: 1 }));
    line++;
    return { lines, symbol: null };
  });
}

/** Every conformance file: dialect, verb and cases. */
export function conformanceFiles(): { dialect: string; verb: string; cases: Case[] }[] {
  return readdirSync(conformance)
    .sort()
    .flatMap((dialect) =>
      readdirSync(join(conformance, dialect))
        .sort()
        .map((file) => ({
          dialect,
          verb: file.replace(".yaml", "").replace(/^shield-/, "shield:"),
          cases: parse(readFileSync(join(conformance, dialect, file), "utf8")) as Case[],
        })),
    );
}

const span = (range: Range) => `${range.line}:${range.column}-${range.endLine}:${range.endColumn}`;

function compactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compactValue);
  if (typeof value !== "object" || value === null || !("form" in value)) return value;
  const { form, text, ...range } = value as { form: string; text: string } & Range;
  return { [form]: text, at: span(range) };
}

/** An annotation as the cases write it down. */
export function compactAnnotation(annotation: ParsedAnnotation): Record<string, unknown> {
  const { kind, verb, dialect, fields, properties, scope, located, comment } = annotation;
  const compact: Record<string, unknown> = { kind, verb, dialect, at: span(annotation) };
  compact.fields = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, compactValue(value)]));
  if (Object.keys(properties).length > 0) compact.properties = properties;
  if (scope !== undefined) compact.scope = scope;
  if (located !== undefined) compact.located = located;
  if (comment > 0) compact.comment = comment;
  return compact;
}

/** A diagnostic as the cases write it down. */
export function compactDiagnostic(diagnostic: LocalDiagnostic): Record<string, unknown> {
  const { code, expected, suggestion } = diagnostic;
  const compact: Record<string, unknown> = { code, at: span(diagnostic) };
  if (expected !== undefined) compact.expected = expected;
  if (suggestion !== undefined) compact.suggestion = suggestion;
  return compact;
}
