import { dialects, isDistinctive, verbs, verbSpellings } from "@threatloom/grammar";
import type { Form, Part } from "@threatloom/grammar";
import { oneOf } from "./rules.js";

/** What the colours of a verb depend on. */
export interface VerbTraits {
  verb: string;
  spellings: readonly string[];
  /** The words that open its slots. */
  keywords: readonly string[];
  /** Those of them behind which free text runs to the end of the line. */
  closers: readonly string[];
  /** Nobody else writes it behind an `@`. */
  distinctive: boolean;
  /** `@id` and dotted names are references of it. */
  atIds: boolean;
  dotted: boolean;
  /** It takes free text behind its component, so that a path is one word. */
  wordy: boolean;
}

/** Every spelling of a verb behind an `@`, in any case. */
export const heads = `(?i:${oneOf(verbSpellings.flat())})`;

/** What is known of every verb behind an `@`, from the registry of the dialects. */
export function verbTraits(): VerbTraits[] {
  return verbs.map((verb) => {
    const forms = dialects.filter(({ id }) => id !== "prose2015").flatMap(({ forms }) => formsOf(forms, verb));
    const keywords = [...new Set(forms.flatMap(({ parts }) => parts.flatMap(words)))].sort();
    const referring = forms.filter(({ parts }) => parts.some(({ type }) => REFERRING.has(type)));
    return {
      verb,
      spellings: verbSpellings.find(([name]) => name === verb) ?? [verb],
      keywords,
      closers: keywords.filter((keyword) => forms.every(({ parts }) => closes(keyword, parts))),
      distinctive: isDistinctive(verb),
      atIds: forms.some(({ dialect }) => dialect === "threatspec01"),
      dotted: referring.some(({ dialect }) => dialect === "guardlink"),
      wordy: forms.some(({ parts }) => parts.some(({ type }) => type === "token")),
    };
  });
}

const REFERRING = new Set(["reference", "token", "chain", "list"]);

function formsOf(forms: readonly Form[], verb: string): Form[] {
  return forms.filter((form) => form.verb === verb);
}

/** The keywords of a part: not the mark `|`, nor the keys of `@source`. */
function words({ openers }: Part): string[] {
  return openers.filter((opener) => opener !== "pipe" && !opener.endsWith(":"));
}

function closes(keyword: string, parts: readonly Part[]): boolean {
  const at = parts.findIndex(({ openers }) => openers.includes(keyword));
  return at === -1 || (at === parts.length - 1 && ["text", "phrase"].includes(parts[at]!.type));
}
