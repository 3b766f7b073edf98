/** The folder of a file; empty for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** What a file is called in its folder. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** `a/./b/../c` as `a/c`; null where it leads out of the root. */
export function joined(...parts: readonly string[]): string | null {
  const out: string[] = [];
  for (const part of parts.join("/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.pop() === undefined) return null;
  }
  return out.join("/");
}
