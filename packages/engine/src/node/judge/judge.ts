import { textMayHold } from "@threatloom/grammar/marker";
import { languageOf } from "@threatloom/languages";
import type { SourceRecord } from "@threatloom/model";
import type { Manner } from "../../reading.js";
import { recordOf } from "../../records.js";
import { scopeOf } from "../../scope.js";
import type { ConfigProblem, FileRead } from "../../types.js";
import { openDoor } from "../files.js";
import { configsAbove, rulesOf, unconfigured } from "../project.js";
import { diagnosticsOf, weave, type Linked } from "../weave.js";
import { judgedClaims } from "./claims.js";
import { judgedFunctions } from "./functions.js";
import { placeOf, type FilePlace } from "./place.js";
import { placesIn } from "./places.js";
import { readGiven } from "./reading.js";
import type { FileAnswer, FileQuestion, JudgedFile } from "./types.js";
import { watch, type Seen, type Watched, type Whole } from "./whole.js";

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
  const watchedAt = ({ root, alone }: FilePlace, today: string): Watched => {
    if (alone) return aloneAt(root);
    let known = watched.get(root);
    if (known === undefined) watched.set(root, (known = watch(root, today, () => scans++)));
    return known;
  };
  return {
    scans: () => scans,
    answer: async (question) => {
      const place = placeOf(question.file);
      const seen = await lookFor(watchedAt(place, question.today), place, question);
      if (seen === null) return { kind: "out", reason: "it is ignored" };
      return seen.whole === null ? refused(seen.problems) : answerIn(seen.whole, place.path, question);
    },
  };
}

/** Looks at the project of a file; null where the file is left out of it. */
async function lookFor(known: Watched, place: FilePlace, question: FileQuestion): Promise<Seen | null> {
  const seen = await known.look();
  if (seen.whole === null || !mayMatter(question) || !isLeftOut(seen.whole, place)) return seen;
  if (seen.whole.leftOut.has(place.path)) return null;
  // It may have been saved for the first time just now.
  const again = await known.look(true);
  if (again.whole === null || !isLeftOut(again.whole, place)) return again;
  again.whole.leftOut.add(place.path);
  return null;
}

/** Whether a file is on the disk and yet no part of the project: what builds write is ignored, and copies what is claimed elsewhere. */
function isLeftOut({ holds }: Whole, { root, path, alone }: FilePlace): boolean {
  return !alone && !holds(path) && openDoor(root).inspect(path).stamp !== null;
}

const mayMatter = ({ functions, text }: FileQuestion): boolean => functions || textMayHold(text);

/** A file outside of any project is all there is. */
function aloneAt(root: string): Watched {
  const project = unconfigured(root);
  const linked = (today: string): Linked => weave(project, today, []);
  const whole: Whole = { project, records: [], problems: [], holds: () => true, leftOut: new Set(), linked };
  return { look: () => Promise.resolve({ whole, problems: null }) };
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
  const read = mayMatter(question)
    ? await readGiven(path, question, { ...found.manner, code: question.critical })
    : NOTHING;
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
