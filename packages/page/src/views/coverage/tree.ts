import type { CoveredFunction } from "@threatloom/model";

/** A folder or file with the functions inside. */
export interface CodeTree {
  /** The last part of its path; a folder that holds only one folder stands with it under both names. */
  name: string;
  path: string;
  found: number;
  /** With a claim of their own, or by their type. */
  covered: number;
  byType: number;
  tested: number;
  /** Empty for files. */
  children: CodeTree[];
}

/** The folders and files of functions, those with most functions first. */
export function treeOf(list: readonly CoveredFunction[]): CodeTree {
  const root = empty("", "");
  const known = new Map<string, CodeTree>([["", root]]);
  for (const one of list) {
    let path = "";
    let at = root;
    count(at, one);
    for (const name of one.file.split("/")) {
      path = path === "" ? name : `${path}/${name}`;
      let next = known.get(path);
      if (next === undefined) {
        next = empty(name, path);
        known.set(path, next);
        at.children.push(next);
      }
      at = next;
      count(at, one);
    }
  }
  return opened({ ...root, children: root.children.map(shortened).sort(bySize) });
}

/** Where everything lies in one folder, that folder is where one starts. */
function opened(root: CodeTree): CodeTree {
  const [only] = root.children;
  return root.children.length === 1 && only !== undefined && only.children.length > 0 ? only : root;
}

/** The tree at a path; the root where there is none. */
export function treeAt(root: CodeTree, path: string): CodeTree {
  if (path === "") return root;
  const next = root.children.find((child) => child.path === path || path.startsWith(`${child.path}/`));
  return next === undefined ? root : next.path === path ? next : treeAt(next, path);
}

/** The trees from the root to one at a path. */
export function wayTo(root: CodeTree, path: string): CodeTree[] {
  const next = root.children.find((child) => child.path === path || path.startsWith(`${child.path}/`));
  return next === undefined || path === "" ? [root] : [root, ...wayTo(next, path)];
}

function empty(name: string, path: string): CodeTree {
  return { name, path, found: 0, covered: 0, byType: 0, tested: 0, children: [] };
}

function count(tree: CodeTree, { covered, tested }: CoveredFunction): void {
  tree.found++;
  if (covered === "function") tree.covered++;
  if (covered === "type") tree.byType++;
  if (tested) tree.tested++;
}

function shortened(tree: CodeTree): CodeTree {
  const [only] = tree.children;
  if (tree.children.length === 1 && only !== undefined && only.children.length > 0) {
    return shortened({ ...only, name: `${tree.name}/${only.name}` });
  }
  return { ...tree, children: tree.children.map(shortened).sort(bySize) };
}

function bySize(a: CodeTree, b: CodeTree): number {
  return b.found - a.found || (a.path < b.path ? -1 : 1);
}
