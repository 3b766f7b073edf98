import { placeFor, readAs, replaceSource, type FileRead, type InsertionPlace } from "@threatloom/engine";
import { namesOf, saysAlready, type Annotation, type CodeSymbol } from "@threatloom/model";
import { z } from "zod";
import { listed, quoted } from "../clean.js";
import { symbolNamed, symbolWords } from "../find.js";
import { hiddenCharacters, refusedText } from "../insert/decisions.js";
import { sideEffect } from "../insert/verify.js";
import { fileInput, readProjectFile, type ReadFile } from "../paths.js";
import type { Session, State } from "../session.js";
import { claimOutput, shownClaim } from "../shown.js";
import { tool } from "../tool.js";
import { isProblem, type Problem, type Reply } from "../types.js";
import { counted } from "../words.js";
import { otherLines, validateText } from "./validate.js";

const LONGEST = 4000;
const MOST_LINES = 40;
/** What UTF-8 files may start with. */
const MARK = [0xef, 0xbb, 0xbf];

const input = z.strictObject({
  file: fileInput,
  symbol: z.string().min(1).max(500).describe("The function, method or type it is about, plain or qualified"),
  text: z
    .string()
    .min(1)
    .max(LONGEST)
    .describe("One or more annotations, one per line, without comment markers; indented properties may follow each"),
  line: z.int().min(1).optional().describe("Line of the declaration, where several share the name"),
  expect: z
    .string()
    .max(100)
    .optional()
    .describe("Hash of the file as you know it (context gives it); refused where it changed"),
});

type Arguments = z.output<typeof input>;

const data = z.object({
  file: z.string(),
  hash: z.string().describe("Of the file as it is now"),
  symbol: z.string(),
  line: z.int().describe("Of the first line that was put in"),
  inserted: z.array(z.string()),
  claims: z.array(claimOutput).describe("What a scan now finds in those lines"),
});

type Data = z.input<typeof data>;

/** A change that may be made. */
interface Plan {
  found: ReadFile;
  symbol: CodeSymbol;
  place: InsertionPlace;
  lines: string[];
}

function notThis(found: ReadFile, expect: string | undefined): Problem | null {
  const { path, hash, encoding } = found.source;
  const file = quoted(path);
  if (expect !== undefined && expect !== hash) {
    return { problem: `${file} is not as you know it: its hash is ${hash}.`, next: "Read it again and decide anew." };
  }
  if (found.read.generated) {
    return { problem: `${file} is generated code: the line would be lost.`, next: "Annotate what it is made from." };
  }
  if (encoding !== "utf-8") {
    return { problem: `${file} is not UTF-8 (${encoding}), and is left alone.`, next: "Save it as UTF-8 first." };
  }
  return null;
}

/** The lines as they will stand, without blank ones around them. */
function linesFor(text: string, { prefix, after }: InsertionPlace): string[] {
  const lines = text.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, "").split(/\r\n|\n/);
  const whole = lines.map((line) => `${prefix}${line}`.trimEnd());
  return after === null ? whole : [...whole, after];
}

async function checkedText(
  session: Session,
  state: State,
  args: Arguments,
  symbol: CodeSymbol,
): Promise<Annotation[] | Problem> {
  const text = args.text.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, "");
  const where = { file: args.file, symbol: null, language: "typescript" as const };
  if (/^\s*(?:\/\/|\/\*)/.test(text)) {
    return {
      problem: "The text has comment markers.",
      next: "Give the annotations alone; the marks of the place are added.",
    };
  }
  const hidden = hiddenCharacters(text);
  if (hidden !== null) return hidden;
  const found = await validateText(state, session.today(), text, where);
  if (isProblem(found)) return found;
  const { annotations, diagnostics } = found;
  const refused = refusedText(text, annotations, otherLines(text.split(/\r\n|\n/), annotations));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const lines = errors.map(({ line, column, message, suggestion }) => {
      const said = suggestion === undefined || saysAlready(message, suggestion);
      return `${line}:${column} ${message.replace(/\.$/, "")}${said ? "" : ` (did you mean ${quoted(suggestion)}?)`}`;
    });
    const next = `Mend it, then try again for ${quoted(symbol.name)}; validate shows more.`;
    return { problem: `The text is not valid: ${listed(lines, 5)}.`, next };
  }
  return refused ?? annotations;
}

function edited({ found, place, lines }: Plan): { text: string; bytes: Uint8Array } {
  const { text, bytes } = found.source;
  const added = lines.map((line) => `${line}${place.eol}`).join("");
  const mark = MARK.every((byte, at) => bytes[at] === byte) ? MARK.length : 0;
  const offset = mark + Buffer.byteLength(text.slice(0, place.offset));
  const parts = [bytes.subarray(0, offset), Buffer.from(added), bytes.subarray(offset)];
  return { text: text.slice(0, place.offset) + added + text.slice(place.offset), bytes: Buffer.concat(parts) };
}

async function planned(
  session: Session,
  state: State,
  args: Arguments,
): Promise<(Plan & { wanted: Annotation[] }) | Problem> {
  const found = await readProjectFile(state, args.file);
  if (isProblem(found)) return found;
  const other = notThis(found, args.expect);
  if (other !== null) return other;
  const { language } = found.read;
  if (language === "text") {
    return { problem: `${quoted(args.file)} is a model file: it declares no functions.`, next: "Name a file of code." };
  }
  const symbol = symbolNamed(found, args.symbol, args.line);
  if (isProblem(symbol)) return symbol;
  const wanted = await checkedText(session, state, { ...args, file: found.source.path }, symbol);
  if (isProblem(wanted)) return wanted;
  const place = placeFor(found.source.text, symbol, language);
  const lines = linesFor(args.text, place);
  if (lines.length > MOST_LINES) {
    return { problem: `The text has more than ${MOST_LINES} lines.`, next: "Insert fewer annotations at once." };
  }
  if (place.block && args.text.includes("*/")) {
    return { problem: "The text would end the block comment it is put into.", next: "Write it without `*/`." };
  }
  return { found, symbol, place, lines, wanted };
}

async function insert(session: Session, args: Arguments, signal: AbortSignal): Promise<Reply<Data> | Problem> {
  const state = await session.state("model");
  if (isProblem(state)) return state;
  const plan = await planned(session, state, args);
  if (isProblem(plan)) return plan;
  const { found, symbol, place, lines, wanted } = plan;
  const { path } = found.source;
  const { text, bytes } = edited(plan);
  const after = await readAs(state.project, path, text);
  const effect = "reason" in after ? after.reason : sideEffectOf(plan, after, wanted);
  if (effect !== null) {
    const next = "Nothing was written. Put the declaration on lines of its own, or write the annotation by hand.";
    return { problem: `No line above ${symbolWords(symbol)} fits: ${effect}.`, next };
  }
  if (signal.aborted) return { problem: "The call was cancelled; nothing was written.", next: "Call again." };
  const refused = await replaceSource(state.project, found.source, bytes);
  if (refused !== null) {
    return { problem: `${quoted(path)} was not written: ${refused}.`, next: "Nothing was changed. Read it again." };
  }
  return written(session, path, symbol, place, lines);
}

function sideEffectOf(
  { found, symbol, place, lines }: Plan,
  after: FileRead,
  wanted: readonly Annotation[],
): string | null {
  return sideEffect({ before: found.read, after, place, count: lines.length }, symbol, wanted);
}

async function written(
  session: Session,
  path: string,
  symbol: CodeSymbol,
  place: InsertionPlace,
  lines: string[],
): Promise<Reply<Data> | Problem> {
  const state = await session.state("model");
  if (isProblem(state)) return state;
  const now = await readProjectFile(state, path);
  if (isProblem(now)) return now;
  const { model, references } = state.scan;
  const names = namesOf(model, references);
  const claims = model.claims.filter(({ location: { file, line } }) => {
    return file === path && place.line <= line && line < place.line + lines.length;
  });
  return {
    summary: `${counted(lines.length, "line")} inserted, ${counted(claims.length, "claim")} read there.`,
    source: state.source,
    page: null,
    data: {
      file: path,
      hash: now.source.hash,
      symbol: symbol.name,
      line: place.line,
      inserted: lines,
      claims: claims.map((claim) => shownClaim(claim, names)),
    },
  };
}

/** `insert_annotation`: writes a validated annotation above a symbol; there only where writing is allowed. */
export const insertTool = tool({
  name: "insert_annotation",
  title: "Insert an annotation above a symbol",
  description:
    "Writes one or more validated annotations above a named function, method or type, in the comment that stands there and in its style; nothing else in the file changes. Claim only what the code does. Acceptances, confirmations and transfers are decisions of people and are refused.",
  input,
  data,
  writes: true,
  run: (session, args, signal) => session.alone(() => insert(session, args, signal)),
});
