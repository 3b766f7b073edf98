import { Tokenizer, TokenParser, TokenType } from "@streamparser/json";
import { readCyclonedx, readFlat, readNested } from "./asvs.js";
import type { Draft } from "./draft.js";
import { Fault, limits } from "./fault.js";
import { newPlaces } from "./places.js";
import { readStix } from "./stix.js";

/** A parser that takes a file in chunks. It throws a Fault or an error of its library; `place` says where. */
export interface Parser {
  write(chunk: Uint8Array): void;
  end(): void;
  place(): { line: number; column: number };
}

const STANDARDS = ["$.declarations.standards.*", "$.definitions.standards.*"];

/** What is done with the values at each path; all others are thrown away as soon as they are read. */
const readers: ReadonlyMap<string, (draft: Draft, value: unknown, where: string) => void> = new Map([
  ["$.objects.*", readStix],
  ["$.requirements.*", readFlat],
  ["$.Requirements.*", readNested],
  ["$.Version", readVersion],
  ...STANDARDS.flatMap((standard) => [
    [`${standard}.requirements.*`, readCyclonedx] as const,
    [`${standard}.version`, readVersion] as const,
  ]),
]);

function readVersion(draft: Draft, value: unknown): void {
  if (typeof value === "string" && value.length <= 20) draft.version ??= value;
}

/** Holds the nesting, the length of texts and the names of keys against the limits, token by token. */
function guard(): (token: TokenType, value: unknown) => void {
  const open: TokenType[] = [];
  let before: TokenType | null = null;
  return (token, value) => {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      open.push(token);
      if (open.length > limits.depth) throw new Fault(`more than ${limits.depth} levels of nesting are not read`);
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) open.pop();
    else if (typeof value === "string" && token === TokenType.STRING) {
      if (value.length > limits.text) throw new Fault(`a text has over ${limits.text} characters`);
      const startsMember = before === TokenType.LEFT_BRACE || before === TokenType.COMMA;
      const isKey = startsMember && open.at(-1) === TokenType.LEFT_BRACE;
      if (isKey && value === "__proto__") throw new Fault("no official file has the key __proto__");
    }
    before = token;
  };
}

/** `$.objects.*` and `objects[3]`: the path of a value as the table writes it, and as messages do. */
function pathOf(keys: readonly (string | number | undefined)[]): { path: string; where: string } {
  const path = ["$", ...keys.map((key) => (typeof key === "number" ? "*" : key))].join(".");
  const where = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key ?? ""}`)).join("");
  return { path, where: where.replace(/^\./, "") };
}

/** Reads a JSON file of any known layout into a draft; only one entry at a time is held. */
export function jsonParser(draft: Draft): Parser {
  const places = newPlaces();
  let offset = 0;
  const check = guard();
  const tokenizer = new Tokenizer({ emitPartialTokens: true });
  const values = new TokenParser({ paths: [...readers.keys()], keepStack: false });
  tokenizer.onToken = (info) => {
    ({ offset } = info);
    // Long texts come in parts, too, so that they are refused before they are whole.
    if (info.partial === true) {
      if (typeof info.value === "string" && info.value.length > limits.text) check(TokenType.STRING, info.value);
      return;
    }
    check(info.token, info.value);
    values.write(info);
  };
  values.onValue = ({ value, key, stack }) => {
    const { path, where } = pathOf([...stack.slice(1).map((level) => level.key), key]);
    readers.get(path)?.(draft, value, where);
  };
  return {
    write(chunk) {
      places.take(chunk);
      try {
        tokenizer.write(chunk);
      } catch (error) {
        const named = error instanceof Error ? /position "?(\d+)/.exec(error.message)?.[1] : undefined;
        if (!(error instanceof Fault) && named !== undefined) offset = Number(named);
        throw error;
      }
    },
    end() {
      offset = Infinity;
      if (!values.isEnded) throw new Fault("the file ends in the middle");
    },
    place: () => places.at(offset),
  };
}
