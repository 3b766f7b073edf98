import type { CompareOptions, Project } from "../../types.js";
import { gitTop } from "../git/files.js";
import type { StagedPath } from "../git/entries.js";
import type { Objects } from "../git/objects.js";
import type { Sides } from "../git/revisions.js";
import { openMemory, type Memory } from "../memory.js";
import { openStore } from "../store.js";
import { openReadings, type Readings } from "./readings.js";
import type { Counting } from "./state.js";
import type { TreeMeans } from "./trees.js";

/** One comparison on its way. */
export interface Run {
  project: Project;
  sides: Sides;
  options: CompareOptions;
  objects: Objects;
  /** Opened by who looks first. */
  known: Known | null;
  /** What is staged, where that is what is compared and somebody has asked git. */
  staged: StagedPath[] | null;
}

/** What outlives one look at the files: configuration that was parsed, and readings. */
export interface Known {
  memory: Memory;
  readings: Readings;
  /** Stores what is new; `whole`: whole trees were looked at. */
  save(whole: boolean): void;
}

/**
 * Opens what earlier runs left. `isForeign`: the repository brings a cache of its own; whoever can commit one could hide
 * annotations in it. A bare repository has no folder for one.
 */
export function openKnown(run: Run, isForeign: () => boolean): Known {
  if (run.known !== null) return run.known;
  const { project, options } = run;
  const { root } = project;
  const stored = options.cache !== false && !isForeign() && gitTop(root) !== null;
  const memory = openMemory(stored ? openStore(root) : null);
  const readings = openReadings(root, { stored, plain: options.coverage === "project" });
  run.known = {
    memory,
    readings,
    save: (whole) => {
      memory.save();
      readings.save(whole);
    },
  };
  return run.known;
}

/** What the trees of a run are read with. */
export function meansOf(run: Run, known: Known, counting: Counting, changed: readonly string[]): TreeMeans {
  const { memory, readings } = known;
  const own = new Set(changed);
  const everything = (path: string): boolean => counting.wanted && counting.has(path);
  return { objects: run.objects, memory, readings, everything, differs: (path) => own.has(path) };
}
