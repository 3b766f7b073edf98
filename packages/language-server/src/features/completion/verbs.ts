import { dialects, type Form, type Part } from "@threatloom/grammar";
import type { CodeSymbol, DialectId } from "@threatloom/model";
import { makesClaim } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import type { Offer } from "./offer.js";
import type { Scene } from "./scene.js";
import type { Usage } from "./usage.js";

/**
 * The dialects that annotations are written in here, the most used first: those of the file, else of the project; where
 * there are none yet the canonical one. What the configuration does not read is never among them.
 */
export function dialectsHere(own: Usage, project: Usage, read: readonly DialectId[]): DialectId[] {
  const used = (usage: Usage): DialectId[] =>
    read.filter((id) => usage.dialect(id) > 0).sort((a, b) => usage.dialect(b) - usage.dialect(a) || (a < b ? -1 : 1));
  const found = [...new Set([...used(own), ...used(project)])];
  if (found.length > 0) return found;
  return read.includes("canonical") || read.length === 0 ? ["canonical"] : [read[0]!];
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

const WORDS: Readonly<Record<string, string>> = {
  ends: "component",
  between: "component",
  detail: "how",
  of: "component",
  id: "@id",
};

function openerOf({ openers, slot }: Part): string {
  const opener = openers.includes("with") && slot !== "ends" ? "with" : (openers[0] ?? "");
  return opener === "pipe" ? "|" : opener;
}

/** A form as a snippet: its slots in order, what may be left out left out, but for the id of a definition. */
function snippetOf(head: string, { parts, tail, dialect, kind }: Form, symbol: CodeSymbol | null): string {
  const words = [escaped(head)];
  let at = 0;
  const stop = (text: string): string => `\${${++at}:${escaped(text)}}`;
  for (const part of parts) {
    const { slot, type, optional } = part;
    if (type === "definition") {
      words.push(`(#${stop("id")})`);
      continue;
    }
    // Mitigations that name their control are the ones that can be tested.
    if (optional && slot !== "control") continue;
    const opener = openerOf(part);
    const name = slot === "function" && symbol !== null ? symbol.name : (WORDS[slot] ?? slot);
    const filled =
      type === "chain" ? `${stop(name)} -> ${stop(name)}` : type === "quoted" ? `"${stop(name)}"` : stop(name);
    if (opener.endsWith(":")) words.push(`${opener}${filled}`);
    else words.push(...(opener === "" ? [] : [opener]), filled);
  }
  const isDefinition = parts.length === 1 && parts[0]!.slot === "name";
  if (isDefinition && tail.includes("definition")) words.push(`(#${stop("id")})`);
  if (dialect === "guardlink" && tail.includes("description") && (parts.length > 0 || kind === "comment"))
    words.push(`-- "${stop("description")}"`);
  return words.join(" ");
}

/** The verb as the form shows it, and what follows it. */
function headOf({ form, verb }: Form): { head: string; rest: string } {
  const end = verb === "package" ? form.indexOf("package") + "package".length : form.search(/\s|$/);
  return { head: form.slice(0, end), rest: form.slice(end) };
}

/** Claims first above functions, definitions first elsewhere. */
function tierOf({ kind }: Form, symbol: CodeSymbol | null): number {
  return makesClaim(kind) || kind === "flow" ? (symbol === null ? 1 : 0) : symbol === null ? 0 : 1;
}

/** A prose block has been opened above the cursor. */
function isInBlock({ at: { comment, line } }: Scene): boolean {
  return comment.lines.some(({ line: number, text }) => number < line.line && /^\s*ThreatSpec\s/i.test(text));
}

function isPossible(scene: Scene, { dialect, verb }: Form): boolean {
  if (verb === "source") return scene.file.manner.modelFile === "gal";
  const { typed } = scene.expected;
  if (dialect !== "prose2015") return typed === "" || typed.startsWith("@");
  if (typed.startsWith("@")) return false;
  return isInBlock(scene) ? verb !== "package" : verb === "threatspec";
}

/** Verbs in the dialects that are used here, as snippets where the line is empty behind the cursor. */
export function verbOffers(scene: Scene, canSnippet: boolean): Offer[] {
  const { at, expected, usage } = scene;
  const isAlone = at.after.trim() === "";
  const offers: Offer[] = [];
  const seen = new Set<string>();
  for (const id of scene.dialects) {
    for (const form of dialects.find((one) => one.id === id)?.forms ?? []) {
      if (!isPossible(scene, form)) continue;
      const { head, rest } = headOf(form);
      const isSnippet = canSnippet && isAlone;
      const key = isSnippet ? form.form : head;
      if (seen.has(key)) continue;
      seen.add(key);
      offers.push({
        label: head,
        behind: rest,
        kind: isSnippet ? CompletionItemKind.Snippet : CompletionItemKind.Keyword,
        newText: isAlone && form.parts.length > 0 ? `${head} ` : head,
        ...(isSnippet && { snippet: snippetOf(head, form, at.symbol) }),
        filter: head,
        replace: expected.replace,
        tier: tierOf(form, at.symbol),
        use: usage.verb(form.dialect, form.verb),
        topic: { is: "verb", verb: form.verb, dialect: form.dialect, kind: form.kind },
      });
    }
  }
  return offers;
}
