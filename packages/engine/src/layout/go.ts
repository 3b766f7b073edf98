import type { GoModule } from "@threatloom/model";
import { folderOf, joined, nameOf } from "./paths.js";

type Replaced = GoModule["replaced"][number];

const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.replace(/\/\/.*$/, "").trim());

const bare = (text: string): string => text.trim().replace(/^["`]|["`]$/g, "");

/** `replace a => ./b` and the lines of a group of those, as far as they lead into the project. */
function replacedIn(folder: string, lines: readonly string[]): Replaced[] {
  return lines.flatMap((line) => {
    const [left, right] = line.replace(/^replace\s+/, "").split("=>");
    if (right === undefined) return [];
    const from = bare(left!.trim().split(/\s+/)[0]!);
    const target = bare(right.trim().split(/\s+/)[0]!);
    const to = target.startsWith(".") ? joined(folder, target) : null;
    return to === null || from === "" ? [] : [{ path: from, folder: to }];
  });
}

/** Reads a `go.mod`: its module and what it replaces within the project. Null where it names no module. */
function goModule(folder: string, text: string): GoModule | null {
  const lines = linesOf(text);
  const path = bare(lines.find((line) => /^module\s/.test(line))?.slice(7) ?? "");
  return path === "" ? null : { folder, path, replaced: replacedIn(folder, lines) };
}

/** A `go.work`: the folders of the modules it holds together, and what it replaces for all of them. */
interface Workspace {
  folders: ReadonlySet<string>;
  replaced: readonly Replaced[];
}

function workspace(folder: string, text: string): Workspace {
  const lines = linesOf(text);
  const folders = new Set<string>();
  let inGroup = false;
  for (const line of lines) {
    if (/^use\s*\(/.test(line)) inGroup = true;
    else if (line === ")") inGroup = false;
    else if (inGroup || /^use\s/.test(line)) {
      const used = joined(folder, bare(line.replace(/^use\s+/, "")));
      if (used !== null) folders.add(used);
    }
  }
  return { folders, replaced: replacedIn(folder, lines) };
}

/** Reads the modules of Go. What a workspace replaces counts before what its modules do. */
export function goModules(texts: ReadonlyMap<string, string>): GoModule[] {
  const modules: GoModule[] = [];
  const workspaces: Workspace[] = [];
  for (const [path, text] of texts) {
    if (nameOf(path) === "go.work") workspaces.push(workspace(folderOf(path), text));
    const module = nameOf(path) === "go.mod" ? goModule(folderOf(path), text) : null;
    if (module !== null) modules.push(module);
  }
  return modules.map((module) => {
    const above = workspaces.find(({ folders }) => folders.has(module.folder))?.replaced ?? [];
    return above.length === 0 ? module : { ...module, replaced: [...above, ...module.replaced] };
  });
}
