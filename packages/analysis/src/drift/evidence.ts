import {
  sameBranch,
  type CallPath,
  type Claim,
  type CodeFile,
  type Flow,
  type ObservedFlow,
  type ThreatModel,
} from "@threatloom/model";
import { folderOf } from "../coverage/functions.js";
import { covers } from "../flows/callable.js";
import { saysOwner, type FolderOwners } from "../flows/owners.js";

/**
 * The files whose functions belong to some components, among all files of a point: those that their claims stand in (in
 * Go all of the package, for claims on it and on types hold there) and those that `code` globs give them.
 */
export function filesOwnedBy(
  keys: readonly string[],
  { claims }: Pick<ThreatModel, "claims">,
  paths: readonly string[],
  folders: FolderOwners,
): Set<string> {
  const known = new Map<string, boolean>();
  const isAsked = (key: string): boolean => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = keys.some((one) => sameBranch(one, key));
    known.set(key, found);
    return found;
  };
  const own = new Set<string>();
  const packages = new Set<string>();
  for (const claim of claims) {
    const { component, location, symbol } = claim;
    if (component === null || !saysOwner(claim) || !isAsked(component)) continue;
    own.add(location.file);
    const isWide = symbol === null || symbol.kind === "type";
    if (isWide && location.file.endsWith(".go")) packages.add(folderOf(location.file));
  }
  const isOwn = (path: string): boolean =>
    own.has(path) || (path.endsWith(".go") && packages.has(folderOf(path))) || folders(path).some(isAsked);
  return new Set(paths.filter(isOwn));
}

/** The components that own code of some files: by claims that stand there, or by `code` globs. */
export function componentsWithCode(
  { claims }: Pick<ThreatModel, "claims">,
  paths: readonly string[],
  folders: FolderOwners,
): Set<string> {
  const listed = new Set(paths);
  const own = new Set<string>();
  for (const claim of claims) {
    if (claim.component !== null && saysOwner(claim) && listed.has(claim.location.file)) own.add(claim.component);
  }
  for (const path of paths) for (const key of folders(path)) own.add(key);
  return own;
}

/** The surest calls that show a flow; null where none is sure enough to say later that it is gone. */
export function sureEvidence(flow: Flow, observed: readonly ObservedFlow[]): CallPath | null {
  const found = observed.find(({ from, to, evidence }) => evidence.confidence === "high" && covers(flow, from, to));
  return found?.evidence ?? null;
}

/** Whether any calls show a flow. */
export function isShown(flow: Flow, observed: readonly ObservedFlow[]): boolean {
  return observed.some(({ from, to }) => covers(flow, from, to));
}

const ownName = (name: string): string => name.split(/[.#]/).at(-1)!;

/**
 * Whether every call of a way is still written in a function of the same name in the same file: then it may lead where it
 * led, although nobody can tell.
 */
export function isStillWritten({ steps }: CallPath, files: readonly CodeFile[]): boolean {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return steps.slice(1).every((step, at) => {
    const { file: path, name } = steps[at]!;
    const file = byPath.get(path);
    const from = file?.symbols.findIndex((symbol) => symbol.name === name) ?? -1;
    return file?.code.calls.some(
      ({ symbol, callee }) => (symbol ?? -1) === from && ownName(callee.replace(/[()[\]]/g, "")) === ownName(step.name),
    );
  });
}

/** The components at the ends of flows. */
export function endsOf(flows: readonly Flow[]): string[] {
  return [...new Set(flows.flatMap(({ from, to }) => [from, to]))].sort();
}

/** Whether a claim says that something is tested that calls can show. */
export function saysTested({ kind, subject, control, symbol }: Claim): boolean {
  return kind === "test" && symbol !== null && (subject !== null || control !== null);
}
