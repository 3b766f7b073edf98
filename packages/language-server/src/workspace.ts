import { dirname } from "node:path";
import { findRoot, isProject, type LiveFile, type LiveView } from "@threatloom/engine";
import { below, openDesk, pathOfUri, type Desk } from "./desk.js";

/** Where a request is about: a file of a project, and the state of both. */
export interface Spot {
  desk: Desk;
  /** Relative to the root of the project, with `/`. */
  path: string;
  view: LiveView;
  file: LiveFile;
}

/** Everything that is open, project by project. */
export interface Workspace {
  setFolders: (uris: readonly string[]) => void;
  changeFolders: (added: readonly string[], removed: readonly string[]) => void;
  /** Finds anew which project each folder belongs to; open documents are to be put anew, then `prune` is due. */
  lookAgain: () => void;
  /** Closes the projects that no folder and no open document belongs to; gives them. */
  prune(): Promise<Desk[]>;
  /** Whether a project answers for a path below its root, or one that is open inside of it does. */
  isOwn(desk: Desk): (path: string) => boolean;
  /** The project that a document belongs to, opened on first sight; null for what is no file. */
  deskOf(uri: string): Promise<{ desk: Desk; path: string } | null>;
  /** The projects of the folders and those of other open documents. */
  desks(): Promise<Desk[]>;
  put(uri: string, text: string | null): Promise<Desk | null>;
  /**
   * What a request about a document works with; null where no project reads it. `recent`: its model may be a keystroke
   * behind its text, which is as it is now.
   */
  at(uri: string, when?: "now" | "recent"): Promise<Spot | null>;
  /** The state of the project of each folder. */
  views(): Promise<{ desk: Desk; view: LiveView }[]>;
  close: () => void;
}

/** Where a project is, and whether it is one. */
interface Home {
  base: string;
  alone: boolean;
}

/**
 * Which project a folder belongs to: where nothing says so, the folder of the workspace that it is in. Files outside of
 * all folders are looked at alone, unless there are no folders at all.
 */
function homeOf(folders: readonly string[], folder: string): Home {
  const base = findRoot(folder);
  const inside = folders.filter((one) => one === folder || below(one, folder) !== null);
  const [nearest] = inside.sort((a, b) => b.length - a.length);
  if (nearest !== undefined) return { base: isProject(base) ? base : nearest, alone: false };
  return folders.length === 0 && isProject(base) ? { base, alone: false } : { base: folder, alone: true };
}

function rootFinder(folders: readonly string[]): (folder: string) => Home {
  const known = new Map<string, Home>();
  return (folder) => {
    const found = known.get(folder) ?? homeOf(folders, folder);
    known.set(folder, found);
    return found;
  };
}

/** The projects that are open, each once. */
interface Desks {
  at(home: Home): Promise<Desk>;
  all(): Promise<Desk[]>;
  /** Roots of projects that are open below a folder. */
  within(base: string): string[];
  /** Closes all but some; gives those. */
  keep(homes: readonly Home[]): Promise<Desk[]>;
}

const keyOf = ({ base, alone }: Home): string => `${alone ? "alone" : "project"}:${base}`;

function openDesks(today: () => string, changed: (desk: Desk) => void): Desks {
  const open = new Map<string, { home: Home; desk: Promise<Desk> }>();
  return {
    at: (home) => {
      const key = keyOf(home);
      const known = open.get(key);
      if (known !== undefined) return known.desk;
      const desk = openDesk(home.base, home.alone, today, () => void open.get(key)?.desk.then(changed));
      open.set(key, { home, desk });
      return desk;
    },
    all: () => Promise.all([...open.values()].map(({ desk }) => desk)),
    within: (base) => [...open.values()].flatMap(({ home }) => (home.alone ? [] : (below(base, home.base) ?? []))),
    keep: async (homes) => {
      const kept = new Set(homes.map(keyOf));
      const gone = [...open].filter(([key]) => !kept.has(key));
      for (const [key] of gone) open.delete(key);
      const desks = await Promise.all(gone.map(([, { desk }]) => desk));
      for (const desk of desks) desk.close();
      return desks;
    },
  };
}

/** Runs one after another what is asked for one after another. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const own = last.then(work);
    last = own.catch(() => undefined);
    return own;
  };
}

/** Takes texts over into the projects that their documents belong to, and out of those that they left. */
function newPut(deskOf: Workspace["deskOf"], places: Map<string, { desk: Desk; path: string }>): Workspace["put"] {
  // In order, for a project that is just being opened takes its time.
  const inOrder = queue();
  return (uri, text) =>
    inOrder(async () => {
      const before = places.get(uri);
      const found = text === null ? (before ?? null) : await deskOf(uri);
      if (before !== undefined && (text === null || before.desk !== found?.desk)) {
        before.desk.open.delete(before.path);
        before.desk.live.put(before.path, null);
        places.delete(uri);
      }
      if (text === null || found === null) return found?.desk ?? null;
      places.set(uri, found);
      found.desk.open.set(found.path, uri);
      found.desk.live.put(found.path, text);
      return found.desk;
    });
}

/** Opens a workspace. `today` gives an ISO date; `changed` is called when files of a project may be others than before. */
export function openWorkspace(today: () => string, changed: (desk: Desk) => void): Workspace {
  let folders: string[] = [];
  let rootOf = rootFinder(folders);
  const open = openDesks(today, changed);
  const places = new Map<string, { desk: Desk; path: string }>();
  const setFolders = (paths: string[]): void => {
    folders = paths;
    rootOf = rootFinder(folders);
  };
  const pathsOf = (uris: readonly string[]): string[] => uris.flatMap((uri) => pathOfUri(uri) ?? []);
  const deskOf: Workspace["deskOf"] = async (uri) => {
    const file = pathOfUri(uri);
    if (file === null) return null;
    const home = rootOf(dirname(file));
    const path = below(home.base, file);
    return path === null ? null : { desk: await open.at(home), path };
  };
  const desks: Workspace["desks"] = async () => {
    for (const folder of folders) void open.at(rootOf(folder));
    return open.all();
  };
  return {
    setFolders: (uris) => {
      setFolders(pathsOf(uris));
    },
    changeFolders: (added, removed) => {
      const gone = new Set(pathsOf(removed));
      setFolders([...folders.filter((one) => !gone.has(one)), ...pathsOf(added)]);
    },
    lookAgain: () => {
      setFolders(folders);
    },
    prune: () => open.keep([...folders.map(rootOf), ...[...places.values()].map(({ desk }) => desk)]),
    isOwn: ({ base, alone }) => {
      const inner = alone ? [] : open.within(base);
      return (path) => !inner.some((folder) => path.startsWith(`${folder}/`));
    },
    deskOf,
    desks,
    put: newPut(deskOf, places),
    at: async (uri, when = "now") => {
      const found = await deskOf(uri);
      if (found === null) return null;
      const { desk, path } = found;
      const view = await (when === "now" ? desk.live.view() : desk.live.recent());
      const file = await desk.live.file(path);
      return file && { desk, path, view, file };
    },
    views: async () => {
      const own = (await desks()).filter(({ alone }) => !alone);
      return Promise.all(own.map(async (desk) => ({ desk, view: await desk.live.view() })));
    },
    close: () => void open.keep([]),
  };
}
