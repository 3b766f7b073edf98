import type { Origin } from "@threatloom/model";
import { linkAt, linkOfRemote } from "../../source-links.js";
import { gitTop } from "./files.js";
import { askGit, git } from "./run.js";

const NOWHERE: Origin = { commit: null, date: null, branch: null, changed: false, link: null };

const line = (out: Buffer | null): string | null => out?.toString("utf8").split("\n")[0]?.trim() ?? null;

/**
 * Which commit a folder stands at and where its files can be read. Outside of git, and before the first commit, nothing
 * is known.
 * @param template of links, as the project has it; null for that of the forge it was cloned from.
 */
export async function originOf(folder: string, template: string | null): Promise<Origin> {
  if (gitTop(folder) === null) return NOWHERE;
  const head = line(await git(folder, ["log", "-1", "--no-show-signature", "--format=%H %cI", "HEAD", "--"]));
  const [commit, date] = head?.split(" ") ?? [];
  if (commit === undefined || date === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return NOWHERE;
  const [branch, prefix, remote, changed] = await Promise.all([
    git(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"]),
    git(folder, ["rev-parse", "--show-prefix"]),
    remoteOf(folder),
    isChanged(folder),
  ]);
  const wanted = template ?? (remote === null ? null : linkOfRemote(remote));
  return {
    commit,
    date,
    branch: line(branch),
    changed,
    link: wanted === null ? null : linkAt(wanted, commit, line(prefix) ?? ""),
  };
}

/** The address of `origin`, else of the only remote there is. */
async function remoteOf(folder: string): Promise<string | null> {
  const own = line(await git(folder, ["config", "--get", "remote.origin.url"]));
  if (own !== null) return own;
  const remotes = (await git(folder, ["config", "--get-regexp", "^remote\\..*\\.url$"]))?.toString("utf8").trim();
  const [only, ...more] = remotes?.split("\n") ?? [];
  return only === undefined || more.length > 0 ? null : (only.split(" ")[1] ?? null);
}

/** Whether tracked files differ from the commit. Untracked ones do not count: the report itself may be one. */
async function isChanged(folder: string): Promise<boolean> {
  const { code } = await askGit(folder, ["diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--", "."]);
  return code === 1;
}
