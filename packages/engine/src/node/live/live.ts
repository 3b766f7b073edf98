import type { CriticalFunction } from "@threatloom/model";
import { openProject, unconfigured } from "../project.js";
import { noDisk, readDisk, recallDisk, type Disk } from "./disk.js";
import type { Overlay } from "./overlay.js";
import { fileOf, triedIn, withReader, type State } from "./state.js";
import type { LiveOptions, LiveProject, LiveView } from "./types.js";
import { viewOf } from "./view.js";

/** Milliseconds that nobody waits for the next word. */
const LONG = 100;

/** Kept until something changes: lenses, hints and hovers of one file ask for the same. */
async function criticalOf(
  state: State,
  { model, version }: LiveView,
  path: string,
): Promise<readonly CriticalFunction[]> {
  const { critical, disk } = state;
  if (critical?.version === version && critical.path === path) return critical.functions;
  const file = fileOf(state, disk!, path, true);
  const functions = file === null ? [] : (await import("./critical.js")).criticalIn(file, model);
  state.critical = { path, version, functions };
  return functions;
}

function readProject(state: State): void {
  const { project, problems } = openProject(state.root);
  state.problems = problems;
  if (project !== null) state.project = project;
}

/** What counts the changes of a project, and the day its view was woven for. */
interface Clock {
  version: number;
  day: string;
}

/** Reads the project, one reading at a time; gives what is known of the disk, read on first demand. */
function newReading(
  state: State,
  clock: Clock,
  today: () => string,
): { refresh: () => Promise<void>; disk: () => Promise<Disk> } {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    if (!state.alone) readProject(state);
    // While git lists the files, there is time for what will be needed next.
    const reading = state.alone ? noDisk(state.project, today()) : readDisk(state.project, today());
    [state.disk] = await Promise.all([reading, withReader(state)]);
    state.overlays.clear();
    clock.version += 1;
  };
  const start = (): Promise<void> => {
    next = null;
    running = read().finally(() => (running = null));
    return running;
  };
  const refresh = (): Promise<void> => {
    if (running === null) return start();
    return (next ??= running.then(start, start));
  };
  const disk = async (): Promise<Disk> => {
    if (state.disk === null) await (running ?? refresh());
    return state.disk!;
  };
  return { refresh, disk };
}

/** Weaves views, one at a time; `recent` is content with the last where weaving takes long. */
function newViews(
  state: State,
  clock: Clock,
  today: () => string,
  disk: () => Promise<Disk>,
): Pick<LiveProject, "recent" | "view"> {
  let making: Promise<LiveView> | null = null;
  let weaving = 0;
  const make = async (from: Disk): Promise<LiveView> => {
    clock.day = today();
    const start = performance.now();
    state.view = await viewOf(state, from, clock.day, clock.version);
    weaving = performance.now() - start;
    return state.view;
  };
  const view = async (): Promise<LiveView> => {
    for (;;) {
      await disk();
      // Not what was waited for: between a promise and who waits for it, another reading may have come in.
      const from = state.disk!;
      if (state.view?.version === clock.version && clock.day === today()) return state.view;
      // One at a time: whoever waits here looks again whether that was recent enough.
      if (making !== null) await making;
      else {
        making = make(from).finally(() => (making = null));
        return making;
      }
    }
  };
  return { view, recent: () => (state.view === null || weaving < LONG ? view() : Promise.resolve(state.view)) };
}

/** Takes over what the last run knew, where nothing was read yet. */
function recall(state: State, today: string): boolean {
  if (state.alone || state.disk !== null) return false;
  readProject(state);
  state.disk = recallDisk(state.project, today);
  return state.disk !== null;
}

/**
 * Opens the project at a root for somebody who writes in it. Nothing is read before the first `recall`, `refresh` or `view`.
 */
export function openLive(root: string, { today, alone = false }: LiveOptions): LiveProject {
  const project = unconfigured(root);
  const state: State = {
    ...{ root: project.root, project, problems: [], disk: null, reader: null },
    ...{ texts: new Map<string, string>(), overlays: new Map<string, Overlay>(), view: null, critical: null, alone },
  };
  const clock: Clock = { version: 0, day: "" };
  const { refresh, disk } = newReading(state, clock, today);
  const { view, recent } = newViews(state, clock, today, disk);
  return {
    root: project.root,
    recall: () => recall(state, today()),
    refresh,
    view,
    recent,
    put: (path, text) => {
      if (text === (state.texts.get(path) ?? null)) return;
      if (text === null) state.texts.delete(path);
      else state.texts.set(path, text);
      state.overlays.delete(path);
      clock.version += 1;
    },
    file: async (path, code = false) => {
      await withReader(state);
      return fileOf(state, await disk(), path, code);
    },
    tried: async (path, text) => {
      await withReader(state);
      return triedIn(state, await disk(), path, text);
    },
    critical: async (path) => {
      await withReader(state);
      return criticalOf(state, await view(), path);
    },
  };
}
