/** The folder of a file, or the one above a folder; empty for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** How many folders two paths have in common from the start. */
function shared(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

/** Things that go by one name in folders of their own, those nearest to a folder first. */
export function nearestFirst<T extends { folder: string }>(all: readonly T[], folder: string): readonly T[] {
  if (all.length < 2) return all;
  return all.toSorted((a, b) => shared(b.folder, folder) - shared(a.folder, folder));
}
