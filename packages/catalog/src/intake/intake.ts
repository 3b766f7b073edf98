import type { CatalogProblem } from "../types.js";
import { finish, newDraft, type Draft, type Imported } from "./draft.js";
import { Fault, limits } from "./fault.js";
import { jsonParser, type Parser } from "./json.js";
import { xmlParser } from "./xml.js";

/** Reads one official file in chunks. After a problem nothing more is taken. */
export interface Intake {
  /** Takes the next bytes; a problem where they are not what an official file holds. */
  write(chunk: Uint8Array): CatalogProblem | null;
  /** The catalogue, or what is wrong with the file as a whole. */
  end(): Imported | CatalogProblem;
}

const START = { line: 1, column: 1 };
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** By the first byte that is no white space and no byte order mark; null where the chunk holds nothing else. */
function parserFor(chunk: Uint8Array, draft: Draft): Parser | null {
  const first = chunk.find((byte) => !SPACES.has(byte));
  if (first === undefined) return null;
  if (first === 0x3c) return xmlParser(draft);
  if (first === 0x7b) return jsonParser(draft);
  const isZip = chunk[0] === 0x50 && chunk[1] === 0x4b;
  throw new Fault(isZip ? "this is a zip archive: unpack it first" : "this is neither a JSON object nor XML in UTF-8");
}

/** What went wrong, in one sentence of our own where a library complained. */
function problemOf(error: unknown, parser: Parser | null): CatalogProblem {
  const place = parser?.place() ?? START;
  if (error instanceof Fault) return { ...place, message: error.message };
  const said = error instanceof Error ? error.message.replace(/^\d+:\d+: /, "").slice(0, 200) : "";
  if (error instanceof TypeError) return { ...place, message: "this is not UTF-8" };
  return { ...place, message: `this is not well-formed (${said.replace(/\s+/g, " ")})` };
}

/** A version in a file's name, for the one layout that does not give its own: `asvs-5.0.0-en.flat.json`. */
const versionIn = (fileName: string): string | null =>
  /(?<![\d.])\d{1,2}\.\d{1,2}\.\d{1,2}(?!\d)/.exec(fileName)?.[0] ?? null;

/**
 * Opens the intake for an official file: CAPEC (STIX or XML), ATT&CK (STIX), CWE (XML) or ASVS (flat, nested, CycloneDX);
 * what it is shows in its content. Of hostile files it holds no more than the limits allow, and nothing it meets makes
 * it throw.
 */
export function openIntake(fileName: string): Intake {
  const draft = newDraft();
  let parser: Parser | null = null;
  let problem: CatalogProblem | null = null;
  let size = 0;
  const attempt = (step: () => void): CatalogProblem | null => {
    if (problem !== null) return problem;
    try {
      step();
    } catch (error) {
      problem = problemOf(error, parser);
    }
    return problem;
  };
  return {
    write: (chunk) =>
      attempt(() => {
        size += chunk.length;
        if (size > limits.bytes) throw new Fault(`files over ${limits.bytes / 1024 / 1024} MB are not read`);
        parser ??= parserFor(chunk, draft);
        parser?.write(chunk);
      }),
    end() {
      let imported: Imported | null = null;
      attempt(() => {
        if (parser === null) throw new Fault("the file is empty");
        parser.end();
        if (draft.of?.source === "asvs-flat") draft.version ??= versionIn(fileName);
        parser = null;
        imported = finish(draft);
      });
      return problem ?? imported!;
    },
  };
}
