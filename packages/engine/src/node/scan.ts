import {
  link,
  sortDiagnostics,
  wantedSymbols,
  type Diagnostic,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";
import { countSymbols, definitionsFor, isDefinition, ownDiagnostics, shieldedLines, unsilenced } from "../records.js";
import type { Decision, FileRead, Project, Scan, ScanOptions } from "../types.js";
import { openCache } from "./cache.js";
import { openDoor } from "./files.js";
import { listFiles, type Listing } from "./listing.js";
import { readNamed, readTree, resolveNames, type Part, type Session } from "./part.js";

interface Linked {
  model: ThreatModel;
  diagnostics: Diagnostic[];
}

function weave(session: Session, records: readonly SourceRecord[]): Linked {
  const { value, diagnostics } = link(records, {
    today: session.options.today,
    levels: session.project.config.data.levels,
  });
  return { model: value, diagnostics: [...diagnostics] };
}

/** Whether what these files say can only be judged with the rest of the project in view. */
function needsContext(part: Part, linked: Linked): boolean {
  if (linked.diagnostics.some((d) => d.code === "dangling-reference" || d.code === "unknown-symbol")) return true;
  if (part.records.some((record) => record.annotations.some(isDefinition))) return true;
  const own = new Set(part.records.filter((r) => r.symbols !== null).map((r) => r.path));
  return wantedSymbols(part.records).some((path) => !own.has(path));
}

/** Links named files; the rest of the project answers what they leave open, and is not judged itself. */
async function weavePart(session: Session, part: Part): Promise<Linked> {
  const alone = weave(session, part.records);
  if (!needsContext(part, alone)) return alone;
  const tree = await readTree({ ...session, options: { ...session.options, coverage: false } });
  const own = new Set(part.records.map((record) => record.path));
  const rest = tree.records.filter((record) => !own.has(record.path));
  const whole = weave(session, [...part.records, ...rest]);
  const { model } = weave(session, [...part.records, ...definitionsFor(part.records, rest), ...locatedFor(part, rest)]);
  return { model, diagnostics: whole.diagnostics.filter((d) => own.has(d.file)) };
}

/** The symbols of other files that claims of these records are located at. */
function locatedFor(part: Part, rest: readonly SourceRecord[]): SourceRecord[] {
  const wanted = new Set(wantedSymbols([...part.records, ...rest.map((r) => ({ ...r, annotations: [] }))]));
  return rest.filter((r) => r.symbols !== null && wanted.has(r.path)).map((r) => ({ ...r, annotations: [] }));
}

const emptyModel: ThreatModel = {
  components: [],
  boundaries: [],
  threats: [],
  controls: [],
  data: [],
  claims: [],
  flows: [],
  pairs: [],
  annotations: [],
};

/** The last station of the line: numbers and findings. Analysis is not even loaded where there is nothing to analyse. */
async function judge(
  session: Session,
  model: ThreatModel,
  records: readonly SourceRecord[],
): Promise<Pick<Scan, "coverage" | "findings" | "symbols">> {
  const { coverage: wanted, today } = session.options;
  if (!wanted && model.annotations.length === 0) return { coverage: null, findings: [], symbols: null };
  const analysis = await import("@threatloom/analysis");
  return {
    coverage: wanted ? analysis.coverage(model, records) : null,
    findings: await analysis.findings(model, { today }),
    symbols: wanted ? countSymbols(records) : null,
  };
}

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

async function decisionsOf(session: Session, part: Part, whole: boolean): Promise<Decision[]> {
  if (session.options.explain !== true) return [];
  const skipped = whole ? (await session.listing()).skipped : [];
  const outside = skipped.map(({ path, reason }) => ({ path, in: false, reason }));
  const { decisions, reads } = part.gathered;
  const inside = [...decisions.values()].map((decision) => {
    const read = reads.get(decision.path);
    const shielded = read === undefined ? "" : shieldedLines(read);
    return shielded === "" ? decision : { ...decision, reason: `${decision.reason}; shielded lines: ${shielded}` };
  });
  return [...inside, ...outside].sort(byPath);
}

function diagnosticsOf(part: Part, linked: Linked): Diagnostic[] {
  const reads: ReadonlyMap<string, FileRead> = part.gathered.reads;
  const judged = [...ownDiagnostics(reads), ...linked.diagnostics];
  return sortDiagnostics([...unsilenced(judged, reads), ...part.gathered.diagnostics]);
}

function openSession(project: Project, options: ScanOptions): Session {
  let listing: Promise<Listing> | null = null;
  return {
    project,
    options,
    door: openDoor(project.root),
    cache: openCache(project.root, options.cache !== false),
    problems: [],
    listing: () => (listing ??= listFiles(project.root)),
  };
}

/**
 * Walks the line for a project, or for named files of it. User input never makes it throw; what cannot be read is in
 * `diagnostics` and, where it was named, in `unreadable`.
 */
export async function scanProject(project: Project, options: ScanOptions): Promise<Scan> {
  const session = openSession(project, options);
  const names = options.files === undefined ? null : await resolveNames(session, options.files);
  const part = names === null ? await readTree(session) : await readNamed(session, names.paths);
  const annotated = part.records.some((record) => record.annotations.length > 0);
  let linked: Linked = { model: emptyModel, diagnostics: [] };
  if (annotated) linked = names === null ? weave(session, part.records) : await weavePart(session, part);
  const { gathered } = part;
  const records = part.records.filter((record) => record.annotations.length > 0 || record.symbols !== null);
  const scan: Scan = {
    records,
    model: linked.model,
    ...(await judge(session, linked.model, records)),
    diagnostics: diagnosticsOf(part, linked),
    files: {
      listed: gathered.listed,
      annotated: part.records.filter((record) => record.annotations.length > 0).length,
      skipped: gathered.skipped,
    },
    decisions: await decisionsOf(session, part, names === null),
    unreadable: [...(names?.unreadable ?? []), ...(names === null ? [] : gathered.failed)].sort(byPath),
    problems: session.problems,
  };
  session.cache.save(names === null);
  return scan;
}
