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

/** The test claims of a project, such that a file is not held against all of them. */
interface Tests {
  /** Those that may speak for functions with some claims: of those that say the same, two from different files. */
  about: (own: readonly Claim[]) => Claim[];
}

function testsOf(claims: readonly Claim[]): Tests {
  const named = new Map<string, Claim[]>();
  const byControl = new Map<string, Claim[]>();
  const keep = (map: Map<string, Claim[]>, key: string, claim: Claim): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [claim]);
    else if (known.length === 1 && known[0]!.location.file !== claim.location.file) known.push(claim);
  };
  for (const claim of claims) {
    if (claim.kind !== "test") continue;
    if (claim.subject !== null) keep(named, claim.subject, claim);
    if (claim.control !== null) keep(byControl, `${claim.component}\n${claim.control}`, claim);
  }
  const always = [...named.values()].flat();
  return {
    about: (own) => {
      const keys = own.flatMap((one) => (one.kind === "mitigation" ? [`${one.component}\n${one.control}`] : []));
      return [...always, ...[...new Set(keys)].flatMap((key) => byControl.get(key) ?? [])];
    },
  };
}

/** Counts the functions of files. */
export function countedIn(
  { claims }: ThreatModel,
  said: ReadonlyMap<string, SourceRecord>,
  analysis: typeof Analysis,
): Counted {
  const tests = testsOf(claims);
  const byFile = new Map<string, Claim[]>();
  for (const claim of claims) {
    const own = byFile.get(claim.location.file);
    if (own === undefined) byFile.set(claim.location.file, [claim]);
    else own.push(claim);
  }
  const count = (record: SourceRecord, own: readonly Claim[]): CountedFile => {
    // Tests speak for functions of other files, too.
    const others = tests.about(own).filter(({ location }) => location.file !== record.path);
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
