import { readAs, type Project } from "@threatloom/engine";
import { parseComments } from "@threatloom/grammar";
import { loadLanguage } from "@threatloom/languages";
import { bind, type Annotation, type LanguageId, type LocalDiagnostic } from "@threatloom/model";
import { quoted } from "./clean.js";
import type { Problem } from "./types.js";

/** What was read in a text that stands in no file. */
export interface Snippet {
  annotations: Annotation[];
  /** Places are those of the text as it was given. */
  diagnostics: LocalDiagnostic[];
  lines: string[];
}

const BREAKS = /\r\n|\n|\r/;
const MARKER = "// ";

/** No file has this name, and it sorts behind every other: of two definitions the one in the project comes first. */
export const NOWHERE = "\uffff";

const endings = { go: "go", typescript: "ts", text: "threatspec" } as const;

/**
 * Reads a text as one comment: bare lines, or with the marks of a comment around them.
 * @param file where it would stand; null where nobody said
 */
export async function readSnippet(
  project: Project,
  text: string,
  file: string | null,
  language: LanguageId,
): Promise<Snippet | Problem> {
  const isModel = file === null ? language === "text" : /\.(gal|md|threatspec|txt)$/i.test(file);
  const marked = isModel || /^\s*(?:\/\/|\/\*)/.test(text);
  const lines = text.split(BREAKS);
  const code = marked ? text : lines.map((line) => `${MARKER}${line}`).join("\n");
  const shift = marked ? 0 : MARKER.length;
  const read = file === null ? await readBare(project, code, language) : await readAs(project, file, code);
  if ("reason" in read) {
    return {
      problem: `Annotations in ${quoted(file ?? "")} would not count: ${read.reason}.`,
      next: "Name a file that the project's configuration lets in, or leave file out.",
    };
  }
  const back = <R extends LocalDiagnostic>(range: R): R => ({
    ...range,
    column: Math.max(1, range.column - shift),
    endColumn: Math.max(1, range.endColumn - shift),
  });
  const diagnostics = read.diagnostics.map(back);
  return { annotations: read.annotations.map((one) => ({ ...one, file: NOWHERE })), diagnostics, lines };
}

async function readBare(
  { config }: Project,
  text: string,
  language: LanguageId,
): Promise<{ annotations: readonly Annotation[]; diagnostics: readonly LocalDiagnostic[] }> {
  const path = `text.${endings[language]}`;
  const { value: facts } = (await loadLanguage(language)).read({ path, text });
  const modelFile = language === "text" ? { modelFile: "threatspec" as const } : {};
  const parsed = parseComments(facts.comments, { dialects: config.dialects, ...modelFile });
  const bound = bind(path, facts, parsed.value);
  return { annotations: bound.value, diagnostics: [...parsed.diagnostics, ...bound.diagnostics] };
}
