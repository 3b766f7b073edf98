import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openLive, watchRepository, type LiveProject } from "@threatloom/engine";

/** A project that somebody has open. */
export interface Desk {
  /** As the client spells it: links in it are not resolved, so that answers name files as the client knows them. */
  base: string;
  live: LiveProject;
  /** Only open files count, for they belong to no project. */
  alone: boolean;
  /** Texts of open documents: the uri the client gave them, by path. */
  open: Map<string, string>;
  /** Follows git from now on, where there was none to follow before. */
  watch(): void;
  /** Nobody asks for it any more: what is still on its way is not told. */
  isClosed(): boolean;
  close(): void;
}

/** The file that a uri names; null for what is no file, such as a document that was never saved. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

/** The path of a file below a folder, with `/`; null outside of it. */
export function below(base: string, file: string): string | null {
  const path = relative(base, file);
  if (path === "" || path === ".." || path.startsWith(`..${sep}`) || path === file) return null;
  return sep === "/" ? path : path.split(sep).join("/");
}

/** The uri of a file of a desk: of an open one as the client spells it. */
export function uriOf({ base, open }: Pick<Desk, "base" | "open">, path: string): string {
  return open.get(path) ?? pathToFileURL(join(base, path)).href;
}

/** Milliseconds in which the first diagnostics are told. */
const FIRST_TOLD = 250;

/** Opens the project at a root; `changed` is called when git may have put other files there. */
export async function openDesk(base: string, alone: boolean, today: () => string, changed: () => void): Promise<Desk> {
  const live = await openLive(base, { today, alone });
  // What was known is told at once, and then what became of it since.
  if (live.recall()) setTimeout(changed, FIRST_TOLD).unref();
  let unwatch: (() => void) | null = null;
  let closed = false;
  const watch = (): void => {
    if (!alone && !closed) unwatch ??= watchRepository(base, changed);
  };
  watch();
  const close = (): void => {
    closed = true;
    unwatch?.();
  };
  return { base, live, alone, open: new Map(), watch, isClosed: () => closed, close };
}
