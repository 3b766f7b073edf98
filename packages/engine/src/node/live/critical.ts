import { coverage, criticalFunctions } from "@threatloom/analysis";
import type { CriticalFunction, ThreatModel } from "@threatloom/model";
import { codeFiles } from "../calls.js";
import type { LiveFile } from "./types.js";

/** The functions of one file, read with its calls, that call something dangerous themselves. */
export function criticalIn({ record }: LiveFile, model: ThreatModel): CriticalFunction[] {
  const { list } = coverage(model, [record]);
  const [file] = codeFiles([record]);
  return list.length === 0 || file === undefined ? [] : criticalFunctions(model, list, file);
}
