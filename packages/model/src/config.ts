import type { DialectId } from "./annotation.js";

/** The configuration of a project, with every default filled in. Globs are relative to the file they stand in, with `/`. */
export interface Config {
  project: { name: string | null; description: string | null };
  /** Globs of what to read; empty for everything. */
  include: string[];
  /** Globs of what to leave out. */
  exclude: string[];
  /** Globs of text or Markdown files that are model files. */
  models: string[];
  /** Folders or files outside `include` whose definitions are wanted too; always inside the root. */
  imports: string[];
  /** Dialects that are read; pins only remove readings. */
  dialects: DialectId[];
  limits: { fileSize: number };
  data: { levels: string[] };
}
