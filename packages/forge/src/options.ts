/** How long and how much the forge may make us wait and read. */
export interface Limits {
  /** How often one request is tried, the first time included. */
  attempts: number;
  /** Seconds spent waiting between tries, over all requests of one call. */
  waitSeconds: number;
  /** Seconds one request may take. */
  requestSeconds: number;
  /** The longest answer that is read. */
  responseBytes: number;
  /** How many pages of a hundred comments are looked through. */
  pages: number;
}

/** What is meant where the caller says nothing. */
export const defaultLimits: Limits = {
  attempts: 4,
  waitSeconds: 180,
  requestSeconds: 30,
  responseBytes: 64 * 1024 * 1024,
  pages: 200,
};

/** What the caller hands in. Nothing here is read from the environment, from files or from a clock of its own. */
export interface CommentOptions {
  /** Tells the comments of one request apart; empty where there is only one. Never text from the change itself. */
  key: string;
  /** Sent to the target's own origin and nowhere else; white space around it (a file's last line end) is dropped. */
  token: string;
  /** The login the comments are written under, where the caller knows; else the forge is asked. */
  author?: string;
  limits?: Partial<Limits>;
  /** Instead of the fetch of the platform. */
  fetch?: typeof globalThis.fetch;
}
