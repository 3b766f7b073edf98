import type { ReferenceForm } from "@threatloom/model";

/** Letters, marks and digits of any script, and what may stand between them. */
const ID =
  /^(?:#|@)(?:[\p{L}\p{M}\p{N}_-]|\.(?=[\p{L}\p{M}\p{N}_-]))+(?::@(?:[\p{L}\p{M}\p{N}_-]|\.(?=[\p{L}\p{M}\p{N}_-]))+)*$/u;
const IDENTIFIER = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*)*$/u;
/** One word of a path: `App:Web`, `Mail`, `App:/login`; an `@` may mark a segment that is an id, `://` a web address. */
const PATH_WORD = /^@?[\p{L}\p{M}\p{N}_./&+'-]+(?::(?!\/\/)@?[\p{L}\p{M}\p{N}_./&+'-]+)*$/u;
/** Full stops, dashes and the like alone name nothing; `/` is the root of a site. */
const NAMES_SOMETHING = /[\p{L}\p{N}]|^\/$/u;
const FUNCTION = /^[\p{L}\p{N}_$#(*][\p{L}\p{M}\p{N}_$#.()*"/:-]*$/u;

/** True for `#id`, `@id`, `@b:@c`; doubled marks are taken off beforehand. */
export function isId(text: string): boolean {
  return ID.test(text.startsWith("##") ? text.replace(/^#+/, "#") : text);
}

/** True for one bare or dotted identifier. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** True for a word that can be the name of a function or method. */
export function isFunctionName(text: string): boolean {
  return FUNCTION.test(text) && !text.endsWith(":");
}

/** What a word can be in a path: a plain `word`, one that holds a `colon`, the colon itself (`lone`), or `none`. */
export function pathWord(text: string): "word" | "colon" | "lone" | "none" {
  if (text === ":") return "lone";
  if (!PATH_WORD.test(text)) return "none";
  if (!text.includes(":")) return "word";
  return text.split(":").every((segment) => NAMES_SOMETHING.test(segment)) ? "colon" : "none";
}

/** True for a path in one word: `App:Web`. */
export function isPath(text: string): boolean {
  return pathWord(text) === "colon";
}

/** How a whole reference is written; `dotted` says whether `A.B` is a path, as in GuardLink. */
export function referenceForm(text: string, dotted: boolean): ReferenceForm {
  if (text.startsWith('"')) return "quoted";
  if (isId(text)) return "id";
  if (text.includes(":")) return "path";
  return dotted && text.includes(".") ? "path" : "name";
}
