import { languageOf } from "@threatloom/languages";
import {
  namesOf,
  symbolRef,
  type Annotation,
  type CodeSymbol,
  type LocalDiagnostic,
  type PairStatus,
  type ThreatModel,
} from "@threatloom/model";
import { z } from "zod";
import { symbolNamed } from "../find.js";
import { joined, placed } from "../judge.js";
import { fileInput, projectPath, readProjectFile } from "../paths.js";
import { referenceOutput, resolveReferences } from "../resolve.js";
import type { State } from "../session.js";
import {
  claimOutput,
  flowOutput,
  localDiagnosticOutput,
  shownClaim,
  shownFlow,
  shownLocal,
  statusOutput,
} from "../shown.js";
import { NOWHERE, readSnippet } from "../snippet.js";
import { tool } from "../tool.js";
import { isProblem, type Problem } from "../types.js";
import { counted } from "../words.js";

/** Of every list only so much is shown. */
const MOST = 30;
/** Characters of a text that is looked at. */
export const LONGEST_TEXT = 20_000;

const effect = z.object({
  component: z.string(),
  threat: z.string(),
  before: statusOutput.nullable(),
  after: statusOutput.nullable(),
});

const annotationOutput = z.object({
  line: z.int(),
  text: z.string(),
  kind: z.string().describe("mitigation, exposure, component …"),
  verb: z.string(),
  dialect: z.string(),
});

const data = z.object({
  valid: z.boolean().describe("There is an annotation, and no error"),
  annotations: z.array(annotationOutput),
  ignored: z.array(z.string()).describe("Lines that are no annotation: they would be ordinary comment"),
  diagnostics: z.array(localDiagnosticOutput),
  references: z.array(referenceOutput),
  claims: z.array(claimOutput).describe("What it would say about threats; file and line are of the text"),
  flows: z.array(flowOutput).describe("What it would say about data flows"),
  effects: z.array(effect).describe("With symbol: statuses that would be other than now"),
});

type Data = z.input<typeof data>;

/** What would become of a text, and whether it holds an error. */
export interface Validated {
  data: Data;
  annotations: Annotation[];
  diagnostics: LocalDiagnostic[];
}

/** Lines that belong to no annotation and say something. */
export function otherLines(lines: readonly string[], annotations: readonly Annotation[]): string[] {
  const taken = (line: number): boolean => annotations.some((one) => one.line <= line && line <= one.endLine);
  return lines.filter((text, index) => !taken(index + 1) && /[^\s/*]/.test(text));
}

function effectsOf(before: ThreatModel, after: ThreatModel): Data["effects"] {
  const id = ({ component, threat }: PairStatus): string => `${component}\n${threat}`;
  const known = new Map(before.pairs.map((pair) => [id(pair), pair.status]));
  const names = namesOf(after);
  return after.pairs
    .filter((pair) => known.get(id(pair)) !== pair.status)
    .map((pair) => ({
      component: names.component(pair.component),
      threat: names.threat(pair.threat),
      before: known.get(id(pair)) ?? null,
      after: pair.status,
    }));
}

/** A suggestion for what leads nowhere, where the diagnostic has none. */
function suggested(diagnostic: LocalDiagnostic, references: Data["references"]): LocalDiagnostic {
  if (diagnostic.suggestion !== undefined || diagnostic.code !== "dangling-reference") return diagnostic;
  const same = references.find((one) => one.line === diagnostic.line && diagnostic.message.includes(one.written));
  return same?.suggestion ? { ...diagnostic, suggestion: same.suggestion } : diagnostic;
}

/** Reads a text and holds it against the project. `file` is where it would stand, `symbol` what it would stand on. */
export async function validateText(
  state: State,
  today: string,
  text: string,
  where: { file: string | null; symbol: CodeSymbol | null; language: "go" | "text" | "typescript" },
): Promise<Validated | Problem> {
  const snippet = await readSnippet(state.project, text, where.file, where.language);
  if (isProblem(snippet)) return snippet;
  const { annotations, lines } = snippet;
  const { model: before, ...scan } = state.scan;
  const after = joined(state, today, annotations);
  const references = resolveReferences(annotations, before, after.model);
  const diagnostics = [...snippet.diagnostics, ...after.diagnostics]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map((one) => suggested(one, references));
  const names = namesOf(after.model, scan.references);
  const own = <T extends { location: { file: string } }>(list: readonly T[]): T[] =>
    list.filter(({ location }) => location.file === NOWHERE);
  const there = <T extends { file: string }>(shown: T): T => ({ ...shown, file: where.file ?? "(text)" });
  const { file, symbol } = where;
  const effects =
    file === null || symbol === null
      ? []
      : effectsOf(before, placed(state, today, file, symbolRef(symbol), annotations));
  return {
    annotations,
    diagnostics,
    data: {
      valid: annotations.length > 0 && diagnostics.every(({ severity }) => severity !== "error"),
      annotations: annotations.slice(0, MOST).map(({ line, text: said, kind, verb, dialect }) => {
        return { line, text: said, kind, verb, dialect };
      }),
      ignored: otherLines(lines, annotations).slice(0, MOST),
      diagnostics: diagnostics.slice(0, MOST).map(shownLocal),
      references: references.slice(0, MOST),
      claims: own(after.model.claims)
        .slice(0, MOST)
        .map((claim) => there(shownClaim(claim, names))),
      flows: own(after.model.flows)
        .slice(0, MOST)
        .map((flow) => there(shownFlow(flow, names))),
      effects: effects.slice(0, MOST),
    },
  };
}

/** `validate`: annotation text before it is written. */
export const validateTool = tool({
  name: "validate",
  title: "Validate annotation text before writing it",
  description:
    "Reads annotation text, or a whole comment with its markers, as it would be read in the project: what is wrong with it, what it would say, which references lead to something known, and suggestions. Nothing is written. With file and symbol it also tells which statuses would change.",
  input: z.strictObject({
    text: z.string().min(1).max(LONGEST_TEXT).describe("@mitigates #web against #sqli with prepared statements"),
    file: fileInput.optional().describe("Where it would stand; the file need not exist yet"),
    symbol: z.string().min(1).max(500).optional().describe("The function or type of that file it would stand above"),
    line: z.int().min(1).optional().describe("Line of the declaration, where several share the name"),
    language: z
      .enum(["go", "typescript", "text"])
      .optional()
      .describe("Of the comment, without file; text: a model file"),
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("model");
    if (isProblem(state)) return state;
    const file = args.file === undefined ? null : projectPath(args.file);
    if (file !== null && typeof file !== "string") return file;
    if (args.symbol !== undefined && file === null) {
      return { problem: "A symbol was named, and no file.", next: "Give file as well, or leave symbol out." };
    }
    let symbol: CodeSymbol | null = null;
    if (args.symbol !== undefined && file !== null) {
      const read = await readProjectFile(state, file);
      if (isProblem(read)) return read;
      const named = symbolNamed(read, args.symbol, args.line);
      if (isProblem(named)) return named;
      symbol = named;
    }
    const known = file === null ? null : languageOf(file);
    const language = known ?? args.language ?? "typescript";
    const found = await validateText(state, session.today(), args.text, { file, symbol, language });
    if (isProblem(found)) return found;
    const errors = found.diagnostics.filter(({ severity }) => severity === "error").length;
    const verdict = found.data.valid
      ? "Valid"
      : errors > 0
        ? `Not valid: ${counted(errors, "error")}`
        : "No annotation";
    return {
      summary: `${verdict}; ${counted(found.annotations.length, "annotation")} read.`,
      source: state.source,
      page: null,
      data: found.data,
    };
  },
});
