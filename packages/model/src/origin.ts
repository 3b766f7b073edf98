/** Which commit a report speaks of, and where its files can be read. */
export interface Origin {
  /** Full id; null outside git and before the first commit. */
  commit: string | null;
  /** Of the commit, as its committer wrote it: ISO 8601 with its offset; null where there is no commit. */
  date: string | null;
  /** The branch or tag that is checked out; null where there is none. */
  branch: string | null;
  /** Files differ from the commit. */
  changed: boolean;
  /**
   * Address of a line of a file on the forge: `https://` at its start, `{file}` (percent-encoded, `/` kept) and `{line}`
   * within, the commit filled in. Null where no forge is known.
   */
  link: string | null;
}

/** Lines of a file around claims, as they stand; ranges of one file neither overlap nor touch. */
export interface Excerpt {
  file: string;
  /** Of the first line; counts from 1. */
  line: number;
  /** Without line ends; long lines are cut, with `…` at their end. */
  lines: string[];
}
