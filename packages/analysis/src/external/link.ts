import {
  covers,
  modulesOf,
  type Claim,
  type CodeSymbol,
  type ExternalFinding,
  type ModuleOf,
  type PairStatus,
  type ScannerResult,
  type SourceRecord,
  type Standpoint,
  type SymbolRef,
  type ThreatModel,
} from "@threatloom/model";
import { compareText } from "../diff/matching.js";
import { weaknessesOfPairs } from "./weaknesses.js";

/** As our own results name it: what we say because somebody claims it confirms no claim. */
const OURSELVES = "Threatloom";

/**
 * Links what other scanners found to the model: by place to the components whose claims stand on that function, its type
 * or its module, and by weakness to the exposures of those. Records without symbols link by claims on the very line and
 * by module only. Sorted by place; results that say the same are one.
 */
export function linkResults(
  results: readonly ScannerResult[],
  model: ThreatModel,
  records: readonly SourceRecord[],
): ExternalFinding[] {
  const standing = standpoints(model, records);
  const confirmedBy = confirmations(model);
  const found = new Map<string, ExternalFinding>();
  for (const result of results) {
    const same = JSON.stringify([result.tool, result.rule, result.location, result.message]);
    if (found.has(same)) continue;
    const { symbol, components } = standing(result);
    const confirms = result.tool === OURSELVES ? [] : confirmedBy(components, result.cwe);
    found.set(same, { ...result, symbol: symbol?.name ?? null, components, confirms });
  }
  return [...found.values()].sort(byPlace);
}

/** The innermost symbol around a line. */
function symbolAt(symbols: readonly CodeSymbol[], line: number): SymbolRef | null {
  let best: CodeSymbol | null = null;
  for (const symbol of symbols) {
    if (symbol.line > line || symbol.endLine < line) continue;
    if (best === null || symbol.line > best.line || (symbol.line === best.line && symbol.endLine < best.endLine))
      best = symbol;
  }
  return best;
}

function standpoints(
  model: ThreatModel,
  records: readonly SourceRecord[],
): (result: ScannerResult) => { symbol: SymbolRef | null; components: string[] } {
  const moduleOf = modulesOf(records);
  const claims = claimsByModule(model, moduleOf);
  const symbols = new Map(records.map((record) => [record.path, record]));
  return ({ location }) => {
    if (location === null) return { symbol: null, components: [] };
    const near = claims.get(moduleOf(location.file)) ?? [];
    // A line that holds an annotation is about what the annotation is bound to.
    const said = near.find((claim) => claim.location.file === location.file && claim.location.line === location.line);
    const around = symbolAt(symbols.get(location.file)?.symbols ?? [], location.line);
    const here: Standpoint = { location, symbol: said === undefined ? around : said.symbol };
    const linked = near.filter((claim) => covers(claim, here, moduleOf)).map(({ component }) => component!);
    return { symbol: here.symbol, components: [...new Set(linked)].sort() };
  };
}

/** Claims about components by the module they stand in; those of model files stand nowhere in the code. */
function claimsByModule(model: ThreatModel, moduleOf: ModuleOf): Map<string | null, Claim[]> {
  const byModule = new Map<string | null, Claim[]>();
  for (const claim of model.claims) {
    const module = moduleOf(claim.location.file);
    if (module === null || claim.component === null) continue;
    const known = byModule.get(module);
    if (known) known.push(claim);
    else byModule.set(module, [claim]);
  }
  return byModule;
}

type Confirming = (components: readonly string[], cwe: readonly number[]) => ExternalFinding["confirms"];

function confirmations(model: ThreatModel): Confirming {
  const weaknesses = weaknessesOfPairs(model);
  const exposed = new Map<string, { pair: PairStatus; cwe: Set<number> }[]>();
  for (const pair of model.pairs) {
    if (pair.exposures.length === 0) continue;
    const one = { pair, cwe: weaknesses(pair) };
    const known = exposed.get(pair.component);
    if (known) known.push(one);
    else exposed.set(pair.component, [one]);
  }
  return (components, cwe) =>
    components
      .flatMap((component) => exposed.get(component) ?? [])
      .filter((one) => cwe.some((number) => one.cwe.has(number)))
      .map(({ pair: { component, threat } }) => ({ component, threat }));
}

function byPlace(a: ExternalFinding, b: ExternalFinding): number {
  return (
    compareText(a.location?.file ?? "", b.location?.file ?? "") ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
    compareText(a.tool, b.tool) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}
