import type { ConfigProblem, Project } from "../../types.js";
import type { SourceRecord } from "@threatloom/model";
import { openDoor, type Stamp } from "../files.js";
import { listFiles } from "../listing.js";
import { CONFIG, THREATSPEC } from "../memory.js";
import { openProject } from "../project.js";
import { scanProject } from "../scan.js";
import { sameStamp } from "../stamps.js";
import { weave, type Linked } from "../weave.js";

/** A project as it stands on disk. */
export interface Whole {
  project: Project;
  records: readonly SourceRecord[];
  problems: readonly ConfigProblem[];
  /** Whether a file is there and nothing ignores it. */
  holds: (path: string) => boolean;
  /** Files that were found to be there and ignored, so that nobody looks for them again. */
  leftOut: Set<string>;
  /** The threat graph on a day. */
  linked: (today: string) => Linked;
}

/** What a look at a project found: with problems there is no project. */
export type Seen = { whole: Whole; problems: null } | { whole: null; problems: readonly ConfigProblem[] };

/** A project that is read again where its files changed. */
export interface Watched {
  /** `now`: although somebody looked just before. */
  look: (now?: boolean) => Promise<Seen>;
}

/** At least this long, in milliseconds, and many times as long as a look takes, nobody looks again. */
const SHORTEST_PAUSE = 300;
const REST = 20;

type Stamps = ReadonlyMap<string, Stamp>;

async function stampsOf(root: string): Promise<Stamps> {
  const door = openDoor(root);
  const { paths } = await listFiles(root);
  const stamps = new Map<string, Stamp>();
  // Configuration counts although git may ignore it.
  for (const path of [CONFIG, THREATSPEC, ...paths]) {
    const { stamp } = door.inspect(path);
    if (stamp !== null) stamps.set(path, stamp);
  }
  return stamps;
}

function same(a: Stamps, b: Stamps): boolean {
  if (a.size !== b.size) return false;
  for (const [path, stamp] of a) {
    const other = b.get(path);
    if (other === undefined || !sameStamp(stamp, other)) return false;
  }
  return true;
}

async function readWhole(project: Project, stamps: Stamps, today: string): Promise<Whole> {
  // The cache belongs to the command: another build of the tool would not believe it, nor would the command this one.
  const scan = await scanProject(project, { today, coverage: false, cache: false });
  const linked = new Map<string, Linked>();
  return {
    project,
    records: scan.records,
    problems: scan.problems,
    holds: (path) => stamps.has(path),
    leftOut: new Set(),
    linked: (day) => {
      let known = linked.get(day);
      if (known === undefined) linked.set(day, (known = weave(project, day, scan.records)));
      return known;
    },
  };
}

/** Watches the project at a root, without reading it yet. `onScan` is called whenever it is read. */
export function watch(root: string, today: string, onScan: () => void): Watched {
  let stamps: Stamps | null = null;
  let seen: Seen = { whole: null, problems: [] };
  let next = 0;
  const read = async (now: Stamps): Promise<Seen> => {
    const { project, problems } = openProject(root);
    if (project === null) return { whole: null, problems };
    onScan();
    return { whole: await readWhole(project, now, today), problems: null };
  };
  return {
    look: async (isAsked = false) => {
      const began = performance.now();
      if (began < next && !isAsked) return seen;
      const now = await stampsOf(root);
      const pause = Math.max(SHORTEST_PAUSE, REST * (performance.now() - began));
      if (stamps === null || !same(stamps, now)) seen = await read(now);
      stamps = now;
      next = performance.now() + pause;
      return seen;
    },
  };
}
