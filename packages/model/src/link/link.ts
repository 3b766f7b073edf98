import type { Annotation } from "../annotation.js";
import type { ConfiguredThings } from "../config.js";
import type { Diagnostic, Result } from "../diagnostic.js";
import type { ThreatModel } from "../graph.js";
import type { Mention } from "../mention.js";
import { canonicalKey } from "../key.js";
import type { SourceRecord } from "../report.js";
import { makeBoundaries, markCrossings, readBoundaries, type BoundaryClaims } from "./boundaries.js";
import { noteAssets } from "./assets.js";
import { readClaims } from "./claims.js";
import { aliasUsers, byLastSegment, readDefinitions, readDescriptions, settleAliases } from "./definitions.js";
import { makeComponents, makeThings } from "./entities.js";
import { readFlows } from "./flows.js";
import { configure, flowSayings } from "./configured.js";
import { allFacts, statedFacts } from "./facts.js";
import { checkProperties, withKnownNames } from "./properties.js";
import { folderOf, locate } from "./locate.js";
import { idKey, newLinking, note, type Entry, type LevelOptions, type Linking } from "./registry.js";
import { resolveComponent, resolveName } from "./resolve.js";
import { pairStatuses, type ModuleOf } from "./status.js";

/** What linking needs besides the files. */
export interface LinkOptions extends LevelOptions {
  /** ISO date (`2026-01-31`) against which acceptances expire. */
  today: string;
  /** What the configuration says of components, flows, data assets and boundaries. */
  things?: ConfiguredThings;
  /**
   * Told of every reference in annotations as it is resolved, in no particular order; of one that several things stand
   * for, once for each.
   */
  onMention?: (mention: Mention) => void;
}

const NOTHING: ConfiguredThings = { component: [], flow: [], data: [], boundary: [] };

/**
 * Weaves the annotations of all files into one threat graph. Definitions hold for the whole project in any order of
 * files; every reference ends in an entity, and ids that nothing defines are reported as `dangling-reference`.
 * Deterministic: the order of `records` does not matter.
 */
export function link(records: readonly SourceRecord[], options: LinkOptions): Result<ThreatModel> {
  const linking = newLinking(options, options.onMention);
  const { things: configured = NOTHING } = options;
  const sorted = [...records].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const written = locate(sorted, linking.diagnostics);
  checkProperties(linking, written);
  const annotations = withKnownNames(written);
  readDefinitions(linking, annotations);
  const claims = readClaims(linking, annotations, options.today);
  const flows = readFlows(linking, annotations, claims);
  const boundaryClaims = readBoundaries(linking, annotations);
  const byLast = byLastSegment(linking);
  readDescriptions(linking, annotations, (annotation) => described(linking, annotation, byLast));
  settleAliases(linking, annotations);
  configure(linking, "component", configured.component);
  const stated = statedFacts(linking, flowSayings(linking, flows, configured.flow));
  configure(linking, "data", configured.data);
  const components = makeComponents(linking, claims, flows, namedByBoundaries(boundaryClaims));
  const boundaries = makeBoundaries(linking, boundaryClaims, components);
  configure(linking, "boundary", configured.boundary);
  markCrossings(flows, boundaries, components);
  const things = makeThings(linking);
  const threats = new Map(things.threats.map((threat) => [threat.key, threat]));
  const pairs = pairStatuses(claims, threats, modulesOf(sorted));
  const parts = { components, boundaries, ...things, claims, flows, pairs };
  const facts = allFacts(linking, stated, parts);
  noteAssets(linking, annotations);
  const value = { ...parts, facts, sensitivity: linking.sensitivity, annotations: written };
  return { value, diagnostics: sortDiagnostics(linking.diagnostics) };
}

function namedByBoundaries({ contains, between }: BoundaryClaims): Set<string> {
  return new Set([...contains.values(), ...between.values()].flatMap((keys) => [...keys]));
}

/**
 * What a claim that is bound to no symbol speaks for, by its file: Go claims above `package` speak for the package, those
 * of other code for their file; model files speak for whole components (null).
 */
export function modulesOf(records: readonly SourceRecord[]): ModuleOf {
  const modules = new Map(
    records.map(({ path, language }) => [path, language === "text" ? null : language === "go" ? folderOf(path) : path]),
  );
  return (file) => (modules.has(file) ? modules.get(file)! : file);
}

/** What a v0.1 `@describe` speaks of. */
function described(linking: Linking, annotation: Annotation, byLast: Map<string, Entry[]>): Entry[] {
  const { of, id, name } = annotation.fields;
  const ref = id ?? name;
  if (!ref) return [];
  const { registries } = linking;
  if (of === "threat") return [registries.threat.entries.get(resolveName(linking, "threat", ref, annotation))!];
  if (of === "boundary") return [registries.boundary.entries.get(resolveName(linking, "boundary", ref, annotation))!];
  const named = linking.segmentIds.get(idKey(ref.text));
  if (named !== undefined) {
    note(linking, "segment", canonicalKey(named), ref, annotation.file);
    return aliasUsers(linking, named, byLast);
  }
  return [registries.component.entries.get(resolveComponent(linking, ref, annotation))!];
}

/** Diagnostics in file order, then by place and code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...diagnostics].sort(
    (a, b) =>
      text(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      text(a.code, b.code) ||
      text(a.message, b.message),
  );
}
