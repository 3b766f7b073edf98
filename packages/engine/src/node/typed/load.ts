import type * as estree from "@typescript-eslint/typescript-estree";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type ts from "typescript";

/** TypeScript, and the program that typescript-estree makes of a configuration. */
export interface Compiler {
  ts: typeof ts;
  createProgram: typeof estree.createProgram;
  /** The folder of TypeScript's own declarations. */
  library: string;
}

const ESTREE = "@typescript-eslint/typescript-estree";

/**
 * Loads the type checker from where this tool is installed; null where it is not there, or refuses to start. Never from
 * the project that is read: its `node_modules` may hold anything.
 */
export function loadCompiler(): Compiler | null {
  try {
    const own = createRequire(import.meta.url);
    const entry = own.resolve(ESTREE);
    const { createProgram } = own(entry) as typeof estree;
    // The same copy: what one makes the other has to understand.
    const beside = createRequire(entry);
    const compiler = beside("typescript") as typeof ts;
    return { ts: compiler, createProgram, library: dirname(beside.resolve("typescript")) };
  } catch {
    return null;
  }
}
