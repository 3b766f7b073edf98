import { relative, resolve, sep } from "node:path";
import type ts from "typescript";
import type { Compiler } from "./load.js";

/** A configuration of TypeScript that can be used, and the files it includes, absolute. */
export interface TypedConfig {
  path: string;
  files: readonly string[];
}

/** The configurations of a project, the innermost first, and what is wrong with others. */
export interface TypedConfigs {
  configs: TypedConfig[];
  /** `file:line:column: message` */
  notes: string[];
}

/** More of them are those of a tree of strangers' packages. */
const MOST = 200;

const depthOf = (path: string): number => path.split("/").length;

interface Asked {
  compiler: Compiler;
  system: ts.System;
  root: string;
}

const shown = (root: string, path: string): string => relative(root, path).split(sep).join("/") || ".";

function noteOf({ compiler: { ts: tool }, root }: Asked, config: string, diagnostic: ts.Diagnostic): string {
  const { file, start = 0, messageText } = diagnostic;
  const place = file === undefined ? { line: 0, character: 0 } : tool.getLineAndCharacterOfPosition(file, start);
  const text = tool.flattenDiagnosticMessageText(messageText, " ").replaceAll(`${root.split(sep).join("/")}/`, "");
  const where = `${shown(root, file?.fileName ?? config)}:${place.line + 1}:${place.character + 1}`;
  return `${where}: the configuration cannot be used, and its files keep their guesses: ${text.slice(0, 300)}`;
}

/** A configuration that says there is nothing to compile only points to others. */
const NO_FILES = new Set([18002, 18003]);

/** Reads one of them; what it refers to is to be read, too. */
function readConfig(asked: Asked, path: string): { config: TypedConfig | null; note: string | null; others: string[] } {
  const said: ts.Diagnostic[] = [];
  const host = { ...asked.system, onUnRecoverableConfigFileDiagnostic: (one: ts.Diagnostic) => said.push(one) };
  const parsed = asked.compiler.ts.getParsedCommandLineOfConfigFile(path, { noEmit: true }, host);
  const others = (parsed?.projectReferences ?? []).map(({ path: other }) =>
    shown(asked.root, other.endsWith(".json") ? other : `${other}/tsconfig.json`),
  );
  const all = [...said, ...(parsed?.errors ?? [])];
  const wrong = all.find(({ code }) => !NO_FILES.has(code));
  if (wrong !== undefined) return { config: null, note: noteOf(asked, path, wrong), others };
  const files = all.length > 0 ? [] : (parsed?.fileNames ?? []);
  return { config: files.length === 0 ? null : { path, files }, note: null, others };
}

/**
 * Reads the configurations of a project and those they refer to; `system` must be the one TypeScript sees the project
 * through, and `paths` are relative to the root.
 */
export function typedConfigs(asked: Asked, paths: readonly string[]): TypedConfigs {
  const found: TypedConfigs = { configs: [], notes: [] };
  const waiting = paths.filter((path) => /(?:^|\/)tsconfig\.json$/.test(path));
  waiting.sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1));
  const known = new Set<string>();
  for (let at = 0; at < waiting.length && known.size < MOST; at++) {
    const path = resolve(asked.root, waiting[at]!);
    if (known.size === known.add(path).size) continue;
    const { config, note, others } = readConfig(asked, path);
    waiting.push(...others);
    if (config !== null) found.configs.push(config);
    if (note !== null) found.notes.push(note);
  }
  return found;
}
