import { gitTop } from "./files.js";
import { git, parts } from "./run.js";

/** How often the files below a folder were touched by the newest commits that touched any of them. */
export interface FileChurn {
  /** How many commits there were, at most as many as asked for. */
  commits: number;
  /** By path, relative to the folder. */
  files: Map<string, number>;
}

/** No path holds a line end followed by this in what git prints with `-z`; commits are told from paths by it. */
const MARK = "commit:";

/**
 * Counts in how many of the newest `most` commits files were touched, by one walk of git. Merges count for nothing: what
 * they bring was counted. Null without a repository, without commits, or where `most` is 0.
 */
export async function fileChurn(folder: string, most: number): Promise<FileChurn | null> {
  if (most <= 0 || gitTop(folder) === null) return null;
  const args = ["log", `--max-count=${most}`, "--no-merges", "--no-renames", "--no-ext-diff", "--no-show-signature"];
  const out = await git(folder, [...args, "--name-only", "--relative", "-z", `--format=${MARK}%H`, "--", "."]);
  if (out === null || out.length === 0) return null;
  const churn: FileChurn = { commits: 0, files: new Map() };
  for (const part of parts(Buffer.concat([out, Buffer.from("\0")]))) {
    const text = part.replace(/^\n+/, "");
    if (/^commit:[0-9a-f]{40,64}$/.test(text)) churn.commits += 1;
    else if (text !== "") churn.files.set(text, (churn.files.get(text) ?? 0) + 1);
  }
  return churn;
}
