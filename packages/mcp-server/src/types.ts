/** Why something was not done, and what to do next. Both are sentences of ours in which foreign text is quoted. */
export interface Problem {
  problem: string;
  next: string;
}

/** What an answer was computed from. */
export interface Provenance {
  /** The commit the project stands at; null outside git and before the first commit. */
  commit: string | null;
  /** Files differ from that commit, or are not in it. */
  changed: boolean;
  /** A hash of all that was read, whatever git knows of it. */
  content: string;
}

/** Which part of a list an answer holds. */
export interface Page {
  /** How many there are in all. */
  total: number;
  /** How many came before those shown. */
  offset: number;
  shown: number;
  /** Brings the next ones; null at the end. */
  cursor: string | null;
}

/** What a tool answers. */
export interface Reply<D> {
  /** One sentence of ours: numbers and our own words, no text of the repository. */
  summary: string;
  source: Provenance;
  page: Page | null;
  data: D;
}

/** Whether something was refused. */
export function isProblem(value: object): value is Problem {
  return "problem" in value && "next" in value;
}
