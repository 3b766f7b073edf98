import type { AreaOfConcern, CoveredFunction } from "@threatloom/model";
import type { Site } from "../../data/site.js";

/** A function that coverage counts. */
export interface FunctionRow {
  one: CoveredFunction;
  /** Where it calls something dangerous and nobody speaks for it. */
  area: AreaOfConcern | null;
  /** Its place among the areas of concern, from 0; behind all of them where it is none. */
  rank: number;
}

/** The address of a function within a report. */
export function functionId({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`;
}

/** Every function that coverage counts. */
export function functionRows({ report }: Site): FunctionRow[] {
  const { coverage } = report;
  const areas = coverage?.critical?.areas ?? [];
  const ranks = new Map(areas.map((area, rank) => [functionId(area), { area, rank }]));
  return (coverage?.list ?? []).map((one) => ({
    one,
    ...(ranks.get(functionId(one)) ?? { area: null, rank: areas.length }),
  }));
}

/** How a function is covered, in words. */
export function coveredWords({ covered }: Pick<CoveredFunction, "covered">): string {
  return { function: "covered", type: "by its type", none: "no claim" }[covered];
}
