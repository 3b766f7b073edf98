import {
  contentHash,
  glance,
  openProject,
  scan,
  standing,
  type ConfigProblem,
  type Glance,
  type Project,
  type Scan,
  type ScanOptions,
} from "@threatloom/engine";
import { listed, quoted } from "./clean.js";
import { isProblem, type Problem, type Provenance } from "./types.js";

/** How much a scan is asked for: the model alone, functions and rules too, or also what functions call. */
export type Level = "counted" | "critical" | "model";

/** A project as it was when a call asked for it. */
export interface State {
  project: Project;
  scan: Scan;
  source: Provenance;
}

/** What the calls of one connection share. */
export interface Session {
  root: string;
  /** The day against which dates expire, as `YYYY-MM-DD`. */
  today: () => string;
  /** The project as it is now; scanned anew only where something changed. */
  state: (level: Level) => Promise<State | Problem>;
  /** Does something while nothing else is done that way. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
}

const COMMITS = 500;

const wanted: Readonly<Record<Level, Omit<ScanOptions, "today">>> = {
  model: { coverage: false, references: true },
  counted: { coverage: true, analyse: true, references: true },
  critical: { coverage: true, critical: { commits: COMMITS } },
};

/** Scans of one state of the tree, by what was asked for. */
interface Held {
  key: string;
  settled: boolean;
  day: string;
  project: Project;
  scans: Map<Level, Promise<Scanned>>;
}

interface Scanned {
  scan: Scan;
  content: string;
}

/** Opens what the calls of one connection share. `root` is absolute. */
export function openSession(root: string, today: () => string): Session {
  let held: Held | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const scansOf = (seen: Glance, day: string): Held | Problem => {
    // What is under way may be shared; what is done only where no change can have escaped the look at it.
    if (held !== null && held.key === seen.key && held.day === day && (held.settled || held.scans.size > 0))
      return held;
    const { project, problems } = openProject(root);
    if (project === null || problems.length > 0) return unusable(problems);
    held = { ...seen, day, project, scans: new Map() };
    return held;
  };
  const scanned = ({ project, day, scans, settled }: Held, level: Level): Promise<Scanned> => {
    const known = scans.get(level);
    if (known !== undefined) return known;
    const started = scanAll(project, level, day);
    scans.set(level, started);
    const forget = (): boolean => scans.delete(level);
    started.then(settled ? () => undefined : forget, forget);
    return started;
  };
  return {
    root,
    today,
    state: async (level) => {
      const current = scansOf(await glance(root), today());
      if (isProblem(current)) return current;
      const { project } = current;
      const [{ scan: found, content }, where] = await Promise.all([scanned(current, level), standing(project)]);
      if (found.problems.length > 0) return unusable(found.problems);
      return { project, scan: found, source: { ...where, content } };
    },
    alone: (work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function scanAll(project: Project, level: Level, today: string): Promise<Scanned> {
  const found = await scan(project, { today, ...wanted[level] });
  return { scan: found, content: await contentHash(project, found) };
}

/** Why a project whose configuration, or whose own rules, are broken is not looked at. */
export function unusable(problems: readonly ConfigProblem[]): Problem {
  const lines = problems.map(({ file, line, column, message, suggestion }) => {
    const meant = suggestion === null ? "" : ` (did you mean ${quoted(suggestion)}?)`;
    return `${file}:${line}:${column}: ${message}${meant}`;
  });
  return {
    problem: `The configuration of the project cannot be used: ${listed(lines, 5)}.`,
    next: "Mend the places named; `threatloom check` says the same.",
  };
}
