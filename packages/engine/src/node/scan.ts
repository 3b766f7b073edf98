import { diagnose, sortDiagnostics, wantedSymbols, type Diagnostic, type SourceRecord } from "@threatloom/model";
import { definitionsFor, isDefinition, shieldedLines, withoutSymbols } from "../records.js";
import type { Decision, Project, Scan, ScanOptions } from "../types.js";
import { openCache } from "./cache.js";
import { openDoor } from "./files.js";
import { gitIgnored } from "./git/files.js";
import { inCache, listFiles, type Listing } from "./listing.js";
import { readNamed, readTree, resolveNames, type Part, type Session } from "./part.js";
import { diagnosticsOf, emptyModel, judge, weave, type Linked } from "./weave.js";

/** Whether what these files say can only be judged with the rest of the project in view. */
function needsContext(part: Part, linked: Linked): boolean {
  const files = new Set(part.records.map(({ path }) => path));
  const open = linked.diagnostics.filter((d) => files.has(d.file));
  if (open.some((d) => d.code === "dangling-reference" || d.code === "unknown-symbol")) return true;
  if (part.records.some((record) => record.annotations.some(isDefinition))) return true;
  const own = new Set(part.records.filter((r) => r.symbols !== null).map((r) => r.path));
  return wantedSymbols(part.records).some((path) => !own.has(path));
}

/** Links named files; the rest of the project answers what they leave open, and is not judged itself. */
async function weavePart(session: Session, part: Part): Promise<Linked> {
  // The configuration speaks of the whole project: what these files do not mention is not wrong with them.
  const own = new Set(part.records.map((record) => record.path));
  const alone = weave(session.project, session.options.today, part.records);
  if (!needsContext(part, alone)) return { ...alone, diagnostics: alone.diagnostics.filter((d) => own.has(d.file)) };
  // What is not judged is read for what it says alone.
  const tree = await readTree({ ...session, options: { ...session.options, coverage: false, calls: false } });
  const rest = tree.records.filter((record) => !own.has(record.path));
  const whole = weave(session.project, session.options.today, [...part.records, ...rest]);
  const { model } = weave(session.project, session.options.today, [
    ...part.records,
    ...definitionsFor(part.records, rest),
    ...locatedFor(part, rest),
  ]);
  return { model, diagnostics: whole.diagnostics.filter((d) => own.has(d.file)) };
}

/** The symbols of other files that claims of these records are located at. */
function locatedFor(part: Part, rest: readonly SourceRecord[]): SourceRecord[] {
  const wanted = new Set(wantedSymbols([...part.records, ...rest.map((r) => ({ ...r, annotations: [] }))]));
  return rest.filter((r) => r.symbols !== null && wanted.has(r.path)).map((r) => ({ ...r, annotations: [] }));
}

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

async function decisionsOf(session: Session, part: Part, whole: boolean): Promise<Decision[]> {
  if (session.options.explain !== true) return [];
  const { root } = session.project;
  const skipped = whole ? (await session.listing()).skipped : [];
  const known = new Set(skipped.map(({ path }) => path));
  const ignored = whole ? (await gitIgnored(root)).filter((path) => !known.has(path) && !inCache(path)) : [];
  const outside = [
    ...skipped.map(({ path, reason }) => ({ path, in: false, reason })),
    ...ignored.map((path) => ({ path, in: false, reason: "ignored by git" })),
  ];
  const { decisions, reads } = part.gathered;
  const inside = [...decisions.values()].map((decision) => {
    const read = reads.get(decision.path);
    const shielded = read === undefined ? "" : shieldedLines(read);
    return shielded === "" ? decision : { ...decision, reason: `${decision.reason}; shielded lines: ${shielded}` };
  });
  return [...inside, ...outside].sort(byPath);
}

/** Folders that could not be looked into: what they hold is not in the model. */
export async function unreadableFolders(session: Session): Promise<Diagnostic[]> {
  const { skipped } = await session.listing();
  return skipped
    .filter(({ unreadable }) => unreadable === true)
    .map(({ path, reason }) => {
      const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
      return { file: path, ...diagnose("file-unreadable", start, `The folder could not be read: ${reason}.`) };
    });
}

/** The functions around what other scanners found are asked for. */
function withFindings(options: ScanOptions): ScanOptions {
  const { findings = [], parse = [] } = options;
  const files = findings.flatMap(({ location }) => (location === null ? [] : [location.file]));
  return files.length === 0 ? options : { ...options, parse: [...new Set([...parse, ...files])] };
}

/** What one scan of a project works with. */
export function openSession(project: Project, options: ScanOptions): Session {
  let listing: Promise<Listing> | null = null;
  return {
    project,
    options,
    door: openDoor(project.root),
    cache: openCache(project.root, options.cache !== false),
    crew: null,
    problems: [],
    listing: () => (listing ??= listFiles(project.root)),
  };
}

/** What the code calls; its resolvers are loaded only where somebody asks. */
async function callsOf(session: Session, records: readonly SourceRecord[], whole: boolean): Promise<Scan["calls"]> {
  const { paths } = await session.listing();
  const { door, options, project } = session;
  const asked = { root: project.root, paths, door, exact: options.exact ?? {}, whole };
  return (await import("./calls.js")).projectCalls(records, asked);
}

/** What was named itself and could not be read; a file of a named folder is a warning, as in any tree. */
function unreadableOf(
  names: Awaited<ReturnType<typeof resolveNames>> | null,
  failed: Scan["unreadable"],
): Scan["unreadable"] {
  if (names === null) return [];
  return [...names.unreadable, ...failed.filter(({ path }) => names.files.has(path))].sort(byPath);
}

/**
 * Walks the line for a project, or for named files of it. User input never makes it throw; what cannot be read is in
 * `diagnostics` and, where it was named, in `unreadable`.
 */
export async function scanProject(project: Project, asked: ScanOptions): Promise<Scan> {
  const options = asked.critical === undefined ? asked : { ...asked, calls: true };
  const session = openSession(project, withFindings(options));
  const names = options.files === undefined ? null : await resolveNames(session, options.files);
  const part = names === null ? await readTree(session) : await readNamed(session, names.paths);
  const annotated = part.records.some((record) => record.annotations.length > 0);
  let linked: Linked = { model: emptyModel, diagnostics: [] };
  if (annotated)
    linked =
      names === null ? weave(session.project, session.options.today, part.records) : await weavePart(session, part);
  // Before the numbers: packs and what they unfold to need not be held together.
  session.cache.save(names === null);
  const closed = names === null ? await unreadableFolders(session) : [];
  const { gathered } = part;
  const records = part.records.filter((record) => record.annotations.length > 0 || record.symbols !== null);
  const calls = options.calls === true ? await callsOf(session, part.records, names === null) : null;
  const observed = calls && (await (await import("./calls.js")).observedIn(linked.model, calls, names === null));
  const { diagnostics, problems, ...judged } = await judge(project, linked.model, records, {
    ...options,
    observed,
    code: calls,
  });
  const found = [...(await diagnosticsOf(project, gathered, linked, names === null)), ...closed, ...diagnostics];
  return {
    records: session.options.coverage ? records.map(withoutSymbols) : records,
    model: linked.model,
    ...judged,
    calls,
    observed,
    diagnostics: sortDiagnostics(found),
    files: {
      listed: gathered.listed,
      annotated: part.records.filter((record) => record.annotations.length > 0).length,
      skipped: gathered.skipped,
    },
    paths: gathered.admitted,
    decisions: await decisionsOf(session, part, names === null),
    unreadable: unreadableOf(names, gathered.failed),
    problems: [...session.problems, ...problems],
  };
}
