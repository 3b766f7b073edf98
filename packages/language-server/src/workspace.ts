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
  /** Gives the projects that are open no longer; open documents are to be put anew. */
  changeFolders(added: readonly string[], removed: readonly string[]): Promise<Desk[]>;
  /** The project that a document belongs to, opened on first sight; null for what is no file. */
  deskOf(uri: string): Promise<{ desk: Desk; path: string } | null>;
  /** The projects of the folders and those of other open documents. */
  desks(): Promise<Desk[]>;
  put(uri: string, text: string | null): Promise<Desk | null>;
  /** What a request about a document works with; null where no project reads it. */
  at(uri: string): Promise<Spot | null>;
  /** The state of the project of each folder. */
  views(): Promise<{ desk: Desk; view: LiveView }[]>;
  close: () => void;
}

/** Which project a folder belongs to: files outside of all folders are looked at alone, unless there are no folders at all. */
function rootFinder(folders: readonly string[]): (folder: string) => { base: string; alone: boolean } {
  const known = new Map<string, { base: string; alone: boolean }>();
  return (folder) => {
    let found = known.get(folder);
    if (found === undefined) {
      const base = findRoot(folder);
      const inside = folders.some((one) => one === folder || below(one, folder) !== null);
      const isOwn = inside || (folders.length === 0 && isProject(base));
      found = isOwn ? { base, alone: false } : { base: folder, alone: true };
      known.set(folder, found);
    }
    return found;
  };
}

/** The projects that are open, each once. */
interface Desks {
  at(base: string, alone: boolean): Promise<Desk>;
  all(): Promise<Desk[]>;
  close: () => void;
}

function openDesks(today: () => string, changed: (desk: Desk) => void): Desks {
  const open = new Map<string, Promise<Desk>>();
  return {
    at: (base, alone) => {
      const key = `${alone ? "alone" : "project"}:${base}`;
      const known = open.get(key);
      if (known !== undefined) return known;
      const desk = openDesk(base, alone, today, () => void open.get(key)?.then(changed));
      open.set(key, desk);
      return desk;
    },
    all: () => Promise.all(open.values()),
    close: () => {
      for (const desk of open.values())
        void desk.then((one) => {
          one.close();
        });
      open.clear();
    },
  };
}

/** Opens a workspace. `today` gives an ISO date; `changed` is called when files of a project may be others than before. */
export function openWorkspace(today: () => string, changed: (desk: Desk) => void): Workspace {
  let folders: string[] = [];
  let rootOf = rootFinder(folders);
  const open = openDesks(today, changed);
  const setFolders = (paths: string[]): void => {
    folders = paths;
    rootOf = rootFinder(folders);
  };
  const deskOf: Workspace["deskOf"] = async (uri) => {
    const file = pathOfUri(uri);
    if (file === null) return null;
    const { base, alone } = rootOf(dirname(file));
    const path = below(base, file);
    return path === null ? null : { desk: await open.at(base, alone), path };
  };
  const desks: Workspace["desks"] = async () => {
    for (const folder of folders) void open.at(findRoot(folder), false);
    return open.all();
  };
  return {
    setFolders: (uris) => {
      setFolders(uris.flatMap((uri) => pathOfUri(uri) ?? []));
    },
    changeFolders: async (added, removed) => {
      const gone = new Set(removed.map(pathOfUri));
      setFolders([...folders.filter((one) => !gone.has(one)), ...added.flatMap((uri) => pathOfUri(uri) ?? [])]);
      const before = await open.all();
      open.close();
      return before;
    },
    deskOf,
    desks,
    put: async (uri, text) => {
      const found = await deskOf(uri);
      if (found === null) return null;
      const { desk, path } = found;
      if (text === null) desk.open.delete(path);
      else desk.open.set(path, uri);
      desk.live.put(path, text);
      return desk;
    },
    at: async (uri) => {
      const found = await deskOf(uri);
      if (found === null) return null;
      const { desk, path } = found;
      const view = await desk.live.view();
      const file = await desk.live.file(path);
      return file && { desk, path, view, file };
    },
    views: async () => {
      const own = (await desks()).filter(({ alone }) => !alone);
      return Promise.all(own.map(async (desk) => ({ desk, view: await desk.live.view() })));
    },
    close: open.close,
  };
}
