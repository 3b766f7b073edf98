import { textMayHold } from "@threatloom/grammar/marker";
import { languageOf } from "@threatloom/languages";
import type { SourceRecord } from "@threatloom/model";
import type { Manner } from "../../reading.js";
import { recordOf } from "../../records.js";
import { scopeOf } from "../../scope.js";
import type { ConfigProblem, FileRead } from "../../types.js";
import { configsAbove, rulesOf, unconfigured } from "../project.js";
import { diagnosticsOf, weave, type Linked } from "../weave.js";
import { judgedClaims } from "./claims.js";
import { judgedFunctions } from "./functions.js";
import { placeOf, type FilePlace } from "./place.js";
import { placesIn } from "./places.js";
import { readGiven } from "./reading.js";
import type { FileAnswer, FileQuestion, JudgedFile } from "./types.js";
import { watch, type Watched, type Whole } from "./whole.js";

type Answer = FileAnswer extends infer A ? (A extends unknown ? Omit<A, "scans"> : never) : never;

/** Answers questions about files; projects are read once, and again where they changed. */
export interface Judge {
  answer: (question: FileQuestion) => Promise<Answer>;
  scans: () => number;
}

/** Opens a judge that knows no project yet. */
export function openJudge(): Judge {
  const watched = new Map<string, Watched>();
  let scans = 0;
  const wholeAt = async ({ root, alone }: FilePlace, today: string): ReturnType<Watched["look"]> => {
    if (alone) return { whole: aloneAt(root), problems: null };
    let known = watched.get(root);
    if (known === undefined) watched.set(root, (known = watch(root, today, () => scans++)));
    return known.look();
  };
  return {
    scans: () => scans,
    answer: async (question) => {
      const place = placeOf(question.file);
      const { whole, problems } = await wholeAt(place, question.today);
      return whole === null ? refused(problems) : answerIn(whole, place.path, question);
    },
  };
}

/** A file outside of any project is all there is. */
function aloneAt(root: string): Whole {
  const project = unconfigured(root);
  return { project, records: [], problems: [], linked: (today) => weave(project, today, []) };
}

function refused([problem, ...more]: readonly ConfigProblem[]): Answer {
  if (problem === undefined) return { kind: "problem", message: "The project cannot be read." };
  const { file, line, column, message, suggestion } = problem;
  const hint = suggestion === null ? "" : ` Did you mean \`${suggestion}\`?`;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more: \`threatloom scan\` lists them)`;
  return {
    kind: "problem",
    message: `${file}:${line}:${column}: ${message}.${hint} Nothing is judged until then${rest}.`,
  };
}

/** How a file is read; a file in a language of somebody else's stands where one of ours of that name would. */
function mannerOf({ project }: Whole, path: string): { manner: Manner; definitionsOnly: boolean } | string {
  if (languageOf(path) === "text") return "a model file, which holds no code";
  const { rules } = rulesOf(project, configsAbove(project.root, [path]));
  const scope = scopeOf(project.config, project.configFile, rules);
  const { place, reason } = scope(languageOf(path) === null ? `${path}.ts` : path);
  return place ?? reason;
}

/** What is read from a file in which nothing can be an annotation. */
const NOTHING: FileRead = {
  ...{ language: "typescript", package: null, test: false, generated: false },
  ...{ annotations: [], symbols: null, code: null, diagnostics: [], silences: [] },
};

async function answerIn(whole: Whole, path: string, question: FileQuestion): Promise<Answer> {
  if (whole.problems.length > 0) return refused(whole.problems);
  const found = mannerOf(whole, path);
  if (typeof found === "string") return { kind: "out", reason: found };
  const isRead = question.functions || textMayHold(question.text);
  const read = isRead ? await readGiven(path, question, { ...found.manner, code: question.critical }) : NOTHING;
  const record = recordOf(path, read, found.definitionsOnly);
  return judged(whole, { path, read, record }, question);
}

/** A file as it was given. */
interface Given {
  path: string;
  read: FileRead;
  record: SourceRecord;
}

/** The threat graph with the file as it was given; where it says what it says on disk, that of the disk. */
function linkedWith({ project, records, linked }: Whole, { path, record }: Given, today: string): Linked {
  const saved = records.find((one) => one.path === path)?.annotations ?? [];
  if (JSON.stringify(saved) === JSON.stringify(record.annotations)) return linked(today);
  return weave(project, today, [...records.filter((one) => one.path !== path), record]);
}

async function judged(whole: Whole, given: Given, question: FileQuestion): Promise<JudgedFile> {
  const { project } = whole;
  const { path, read, record } = given;
  const { model, diagnostics } = linkedWith(whole, given, question.today);
  const own = diagnostics.filter(({ file }) => file === path);
  const reads = new Map([[path, read]]);
  const all = await diagnosticsOf(project, { reads, diagnostics: [] }, { model, diagnostics: own }, false);
  const places = placesIn(question.text);
  return {
    kind: "judged",
    path,
    diagnostics: all.filter(({ file }) => file === path).map((one) => ({ ...one, ...places.range(one) })),
    claims: judgedClaims(model, record, places),
    functions: question.functions ? await judgedFunctions(project, model, record, { ...question, places }) : [],
  };
}
