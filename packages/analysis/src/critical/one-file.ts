import { HANDLER } from "@threatloom/catalog";
import type { CodeFile, Coverage, CriticalFunction, ThreatModel } from "@threatloom/model";
import { resolveCalls } from "../calls/resolve.js";
import { bySeverity, categories, countedFunctions } from "./critical.js";
import { readOutside } from "./sinks.js";
import { suggesting } from "./suggestion.js";

/**
 * The functions of one file that call something dangerous themselves, in file order. Only the file is looked at: what it
 * takes from others of the project stays unknown, and is not guessed.
 */
export function criticalFunctions(model: ThreatModel, functions: Coverage["list"], file: CodeFile): CriticalFunction[] {
  const files = [file];
  const graph = resolveCalls(files, { go: [], packages: [], mappings: [] });
  const { uses } = readOutside(files, graph, categories.get(HANDLER)!);
  const counted = countedFunctions({ functions, files });
  let suggest: ReturnType<typeof suggesting> | null = null;
  const found = [...uses].flatMap(([key, own]): CriticalFunction[] => {
    const fn = counted.get(key);
    if (fn === undefined) return [];
    const { name, kind, line, covered, tested } = fn;
    const sinks = [...own].sort(bySeverity);
    if (covered !== "none") return [{ name, kind, line, covered, tested, sinks, suggestion: null }];
    suggest ??= suggesting(model);
    return [{ name, kind, line, covered, tested, sinks, suggestion: suggest(fn, categories.get(sinks[0]!.category)!) }];
  });
  return found.sort((a, b) => a.line - b.line);
}
