import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import type { IGrammar, IRawGrammar } from "vscode-textmate";
import { textMateGrammars } from "../../src/grammar/index.js";
import { hosts } from "./hosts.js";

const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
let loading: Promise<void> | null = null;

/** A stretch of a line that the extension gives scopes to. */
export interface Colour {
  line: number;
  start: number;
  text: string;
  scopes: string[];
}

const grammars = new Map<string, Promise<IGrammar>>();

/** The grammar for files with an ending: a host with the injections, or one of the model languages. */
export function grammarFor(ending: string): Promise<IGrammar> {
  const grammar = grammars.get(ending) ?? load(ending);
  grammars.set(ending, grammar);
  return grammar;
}

async function load(ending: string): Promise<IGrammar> {
  loading ??= oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
  await loading;
  const made = Object.values(textMateGrammars());
  const all = [...Object.values(hosts), ...made];
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (name: string) =>
      Promise.resolve((all.find(({ scopeName }) => scopeName === name) ?? null) as IRawGrammar | null),
    getInjections: (name: string) =>
      name in models ? [] : made.filter(({ injectionSelector }) => injectionSelector).map(({ scopeName }) => scopeName),
  });
  const scopeName = hosts[ending]?.scopeName ?? models[ending]!;
  return (await registry.loadGrammar(scopeName))!;
}

const models: Readonly<Record<string, string>> = { gal: "source.gal", threatspec: "text.threatspec" };

/** What the extension colours in a text, in order. */
export function coloursOf(grammar: IGrammar, text: string): Colour[] {
  const colours: Colour[] = [];
  let stack = textmate.INITIAL;
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const ours = scopes.filter((name) => name.endsWith(".threatloom") && !name.startsWith("meta."));
      const part = line.slice(startIndex, endIndex);
      if (ours.length > 0 && part !== "")
        colours.push({ line: at + 1, start: startIndex + 1, text: part, scopes: ours });
    }
  }
  return colours;
}
