import { entryOf, objectOf, textOf, type Json } from "./json.js";

/** Where the project lies: paths in a file of another tool are from its repository, or absolute. */
export interface ProjectPlace {
  /** Absolute, with `/`. */
  root: string;
  /** The folder of the project in its repository, with a slash at its end; empty where they are the same. */
  prefix: string;
}

/** Bases stand on bases; no tool needs more, and strangers may let them run in a circle. */
const MOST_BASES = 8;
const LONGEST = 4096;

/** What an address is: relative, absolute on a file system, or none of a file. */
type Address = { kind: "absolute" | "relative"; path: string } | null;

function decoded(text: string): string | null {
  try {
    const path = decodeURIComponent(text);
    return path.includes("\0") ? null : path;
  } catch {
    return null;
  }
}

/** `file:///C:/x` and `C:\x` are one place: with a slash in front, as an address has it. */
function addressOf(uri: string): Address {
  if (uri.length > LONGEST) return null;
  const text = uri.replaceAll("\\", "/");
  const rest = /^file:(.*)$/is.exec(text)?.[1];
  if (rest === undefined && /^[a-z][a-z0-9+.-]+:/i.test(text)) return null;
  const local = (rest ?? text).replace(/^\/\/(?:localhost)?(?=\/)/i, "");
  if (local.startsWith("//")) return null;
  const path = decoded(local);
  if (path === null) return null;
  if (/^[a-z]:\//i.test(path)) return { kind: "absolute", path: `/${path}` };
  return { kind: path.startsWith("/") || rest !== undefined ? "absolute" : "relative", path };
}

/** The path without `.` and `..`; null where it leads above its start. */
function plain(path: string): string | null {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join("/");
}

/** What lies below a folder, both absolute; null for everything else. */
function below(folder: string, path: string): string | null {
  const [outer, inner] = [plain(folder), plain(path)];
  if (outer === null || !inner?.startsWith(outer === "" ? "" : `${outer}/`)) return null;
  return inner.slice(outer === "" ? 0 : outer.length + 1) || null;
}

/** The base of an address: relative parts in front of it, and the absolute folder they stand in, if the file says one. */
function baseOf(id: string | null, bases: Json): { front: string; folder: string | null } | null {
  let front = "";
  let next = id;
  for (let step = 0; next !== null && step < MOST_BASES; step++) {
    const base = objectOf(entryOf(bases, next));
    const uri = textOf(base["uri"]);
    const address = uri === null ? { kind: "relative" as const, path: "" } : addressOf(uri);
    if (address === null) return null;
    if (address.kind === "absolute") return { front, folder: address.path };
    front = `${address.path}/${front}`;
    next = textOf(base["uriBaseId"]);
  }
  return next === null ? { front, folder: null } : null;
}

/** What a path from the root of the repository is from the root of the project. */
function fromRepository(path: string, { prefix }: ProjectPlace): string | null {
  const clean = plain(path);
  if (clean === null || clean === "") return null;
  return clean.startsWith(prefix) ? clean.slice(prefix.length) || null : clean;
}

/**
 * The path in the project that an `artifactLocation` of SARIF means, with `/`; null for whatever lies outside of it or is
 * no file. A relative address counts from the root, wherever the tool that wrote it ran.
 */
export function pathOf(location: Json, bases: Json, project: ProjectPlace): string | null {
  const uri = textOf(location["uri"]);
  const address = uri === null ? null : addressOf(uri);
  if (address === null) return null;
  if (address.kind === "absolute") return below(project.root, address.path);
  const base = baseOf(textOf(location["uriBaseId"]), bases);
  if (base === null) return null;
  const path = base.front + address.path;
  if (base.folder === null) return fromRepository(path, project);
  const here = below(project.root, `${base.folder}/${path}`);
  const isLocal = below(base.folder, `${project.root}/x`) !== null;
  return here ?? (isLocal ? null : fromRepository(path, project));
}
