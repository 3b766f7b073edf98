import type { ExactCalls } from "@threatloom/analysis";
import type { CodeFacts, CodeFile, CodeLayout, ObservedFlows, SourceRecord, ThreatModel } from "@threatloom/model";
import { folderOwners } from "../code-owners.js";
import { isLayoutFile, layoutOf, restedOn } from "../layout/layout.js";
import type { ExactRefusal, ExactSources, ProjectCalls } from "../types.js";
import type { FileDoor } from "./files.js";

/** A larger one is no file that people write. */
const LARGEST = 1024 * 1024;
const MAKE_GRAPH =
  "Make the file in the project: callgraph -algo=rta ./... > calls.txt (go install golang.org/x/tools/cmd/callgraph@latest).";
const GET_TYPES =
  "Install it beside threatloom: npm install @typescript-eslint/typescript-estree@8 typescript@6; or leave --typed out.";

function readLayout(paths: readonly string[], door: FileDoor): CodeLayout {
  const texts = new Map<string, string>();
  const listed = new Set(paths);
  // What others rest on comes after them, whatever it is called.
  const wanted = new Set(paths.filter(isLayoutFile));
  for (const path of wanted) {
    const { bytes } = door.read(path, LARGEST);
    if (bytes === null) continue;
    const text = Buffer.from(bytes).toString("utf8");
    texts.set(path, text);
    for (const one of restedOn(path, text)) if (listed.has(one)) wanted.add(one);
  }
  return layoutOf(texts);
}

/** Resolvers go from file to file and look back at few. */
const MOST_OPEN = 4;

/** Opens files so that what they call is unfolded while somebody looks at it: of all of them at once it takes too much room. */
export function codeFiles(records: readonly SourceRecord[]): CodeFile[] {
  const open = new Map<SourceRecord, CodeFacts>();
  const codeOf = (record: SourceRecord): CodeFacts => {
    let code = open.get(record);
    if (code !== undefined) return code;
    code = record.code ?? { imports: [], exports: [], calls: [], bindings: [] };
    if (open.size >= MOST_OPEN) open.delete(open.keys().next().value!);
    open.set(record, code);
    return code;
  };
  return records.flatMap((record) => {
    const { path, language, package: name, test, generated, symbols } = record;
    if (symbols === null) return [];
    return [
      {
        ...{ path, language, package: name, test, generated, symbols },
        get code() {
          return codeOf(record);
        },
      },
    ];
  });
}

/** The code that exact sources are asked about. */
interface Code {
  root: string;
  paths: readonly string[];
  files: readonly CodeFile[];
  layout: CodeLayout;
  whole: boolean;
}

/** What exact sources say, as far as they were asked for. */
interface Asked {
  exact: ExactCalls[];
  notes: string[];
  refused: ExactRefusal | null;
}

async function askGraph(asked: Asked, callgraph: string, code: Code): Promise<void> {
  const { exact, notes, problems } = await (await import("./call-graph.js")).readCallGraph(callgraph, code);
  if (exact !== null) asked.exact.push(exact);
  asked.notes.push(...notes);
  const message = "--callgraph: the calls cannot be used";
  if (problems.length > 0) asked.refused = { problems, message, hint: MAKE_GRAPH };
}

async function askTypes(asked: Asked, { root, files, paths }: Code): Promise<void> {
  const read = (await import("./typed/typed.js")).readTyped(root, files, paths);
  if (read === null)
    asked.refused ??= { problems: [], message: "--typed: there is no type checker here", hint: GET_TYPES };
  else {
    asked.exact.push(read.exact);
    asked.notes.push(...read.notes);
  }
}

async function askExact({ callgraph, typed = false }: ExactSources, code: Code): Promise<Asked> {
  const asked: Asked = { exact: [], notes: [], refused: null };
  if (callgraph !== undefined) await askGraph(asked, callgraph, code);
  if (typed && asked.refused === null) await askTypes(asked, code);
  return asked;
}

/** What the calls of a project are resolved with. */
export interface CallsAsked {
  root: string;
  /** All files that git or the walker lists, other kinds included. */
  paths: readonly string[];
  door: FileDoor;
  exact: ExactSources;
  /** All of the project's code was read. */
  whole: boolean;
}

/** Resolves what the code of a project calls. */
export async function projectCalls(
  records: readonly SourceRecord[],
  { root, paths, door, exact, whole }: CallsAsked,
): Promise<ProjectCalls> {
  const { resolveCalls } = await import("@threatloom/analysis");
  const files = codeFiles(records);
  const layout = readLayout(paths, door);
  const asked = await askExact(exact, { root, paths, files, layout, whole });
  return { files, graph: resolveCalls(files, layout, asked.exact), notes: asked.notes, refused: asked.refused };
}

/**
 * What the calls of a project say of the flows of its model. `whole`: all of its code was read; where only a part was,
 * what no call shows may be shown elsewhere.
 */
export async function observedIn(
  model: ThreatModel,
  { files, graph }: ProjectCalls,
  whole: boolean,
): Promise<ObservedFlows> {
  const { observeFlows } = await import("@threatloom/analysis");
  const observed = observeFlows(model, { files, graph, folders: folderOwners(model) });
  return whole ? observed : { ...observed, unseen: [] };
}
