import type * as Analysis from "@threatloom/analysis";
import type { Claim, SourceRecord, ThreatModel, TrendPoint } from "@threatloom/model";
import { shifted } from "./same.js";

/** Counts of functions as a point of a trend has them. */
export type Functions = NonNullable<TrendPoint["functions"]>;

/** The functions of files that hold annotations, counted file by file, so that only what changes is counted anew. */
export interface Counted {
  /** Takes note of the versions that files have now, which say the same as those before. */
  follow(said: ReadonlyMap<string, SourceRecord>): void;
  total(): Functions;
}

interface CountedFile {
  record: SourceRecord;
  /** Where they stand in that record. */
  claims: readonly Claim[];
  functions: Functions;
}

/** Counts the functions of files. */
export function countedIn(
  { claims }: ThreatModel,
  said: ReadonlyMap<string, SourceRecord>,
  analysis: typeof Analysis,
): Counted {
  const tests = claims.filter(({ kind }) => kind === "test");
  const byFile = new Map<string, Claim[]>();
  for (const claim of claims) {
    const own = byFile.get(claim.location.file);
    if (own === undefined) byFile.set(claim.location.file, [claim]);
    else own.push(claim);
  }
  const count = (record: SourceRecord, own: readonly Claim[]): CountedFile => {
    // Tests speak for functions of other files, too.
    const others = tests.filter(({ location }) => location.file !== record.path);
    const model = { claims: [...own, ...others], components: [], pairs: [] };
    return { record, claims: own, functions: analysis.coverage(model, [record]).functions };
  };
  const files = new Map<string, CountedFile>();
  for (const [path, record] of said) files.set(path, count(record, byFile.get(path) ?? []));
  return {
    follow: (now) => {
      for (const [path, record] of now) {
        const file = files.get(path);
        if (file === undefined || file.record === record) continue;
        files.set(path, count(record, shifted(file.claims, file.record, record)));
      }
    },
    total: () => sum([...files.values()].map(({ functions }) => functions)),
  };
}

/** The sum of counts. */
export function sum(counts: readonly Functions[]): Functions {
  const total: Functions = { found: 0, covered: 0, tested: 0 };
  for (const { found, covered, tested } of counts) {
    total.found += found;
    total.covered += covered;
    total.tested += tested;
  }
  return total;
}
