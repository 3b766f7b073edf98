import type { ExpectedSlot } from "@threatloom/grammar";
import { CompletionItemKind } from "vscode-languageserver";
import type { Offer } from "./offer.js";
import type { Scene } from "./scene.js";

/** Known words in their order. */
export function wordOffers(words: readonly string[], { replace }: Pick<ExpectedSlot, "replace">): Offer[] {
  return words.map((word, at) => ({
    ...{ label: word, kind: CompletionItemKind.EnumMember, newText: word, replace, topic: null },
    ...{ tier: 0, use: words.length - at },
  }));
}

/** Who owns components. */
export function teamOffers({ view: { model }, near }: Scene, { replace }: Pick<ExpectedSlot, "replace">): Offer[] {
  const teams = new Map<string, number>();
  for (const { owners } of model.components) for (const team of owners) teams.set(team, (teams.get(team) ?? 0) + 1);
  return [...teams].map(([team, use]) => ({
    ...{ label: team, kind: CompletionItemKind.Value, newText: team, replace, topic: null },
    ...{ tier: near.team(team), use },
  }));
}

/** Levels, least sensitive first, then classes; those of the project. */
export function levelWords({ view }: Scene): string[] {
  const { order, classes } = view.model.sensitivity;
  return [...new Set([...order, ...classes, ...view.project.config.data.levels])];
}

/** Keywords and marks that may come next. */
export function keywordOffers({ expected, at }: Scene, tier: number, canSnippet: boolean): Offer[] {
  const spaced = /^\s/.test(at.after) ? "" : " ";
  return expected.keywords.flatMap((word): Offer[] => {
    const base = { kind: CompletionItemKind.Keyword, replace: expected.replace, tier, topic: null };
    if (word === "[")
      return ["critical", "high", "medium", "low"].map((severity, i) => {
        const text = `[${severity}]`;
        return { ...base, label: text, newText: text, use: -10 - i };
      });
    if (word === '-- "')
      return canSnippet ? [{ ...base, label: '-- "…"', newText: '-- "', snippet: '-- "$1"', use: -20 }] : [];
    if (word === "(#") return [{ ...base, label: "(#id)", newText: "(#", use: -5 }];
    return [{ ...base, label: word, newText: `${word}${spaced}`, filter: word, use: 0 }];
  });
}
