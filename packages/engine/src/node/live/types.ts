import type {
  Comment,
  CodeSymbol,
  CriticalFunction,
  Diagnostic,
  Mention,
  SourceRecord,
  ThreatModel,
} from "@threatloom/model";
import type { Manner } from "../../reading.js";
import type { ConfigProblem, Project } from "../../types.js";

/** A file of a project as it is read, with all that an editor asks about it. */
export interface LiveFile {
  /** Relative to the root, with `/`. */
  path: string;
  /** As an editor holds it: without a byte order mark. */
  text: string;
  manner: Manner;
  comments: readonly Comment[];
  symbols: readonly CodeSymbol[];
  /** Its annotations, bound to its symbols, but not yet located by what other files say. */
  record: SourceRecord;
}

/** What a project says at one moment, with unsaved texts in place of files. */
export interface LiveView {
  project: Project;
  /** Counts up with every view of a project that differs from the one before. */
  version: number;
  /** The ISO date against which it was judged. */
  today: string;
  model: ThreatModel;
  /** Every reference of the model's annotations and what it means, by file. */
  mentions: ReadonlyMap<string, readonly Mention[]>;
  /** By file, sorted by place; files without any are not in here. */
  diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  /** One per file that is in; those of files without annotations know no symbols. */
  records: ReadonlyMap<string, SourceRecord>;
  /** What is wrong with configuration files; where the root's cannot be used, the last one that could be counts. */
  problems: readonly ConfigProblem[];
}

/** How a project is held ready. */
export interface LiveOptions {
  /** An ISO date, asked for each view. */
  today: () => string;
  /** For files that belong to no project: only what is put counts, and references may lead anywhere. */
  alone?: boolean;
}

/** A project that is held ready while somebody writes in it. */
export interface LiveProject {
  /** Absolute, with every symbolic link resolved. */
  readonly root: string;
  /**
   * Takes over what the last run knew of the project, without a look at its files, so that a first answer need not wait
   * for them; `refresh` is due then. False where nothing, or not everything, was known.
   */
  recall(): boolean;
  /**
   * Reads the configuration and every file anew; what did not change comes from the cache, and texts that were put in
   * place of files stay. Calls that come while one runs share the next. Never rejects for what is in the project.
   */
  refresh(): Promise<void>;
  /** Puts a text in the place of a file, be there one or not; null takes it back. Paths are relative to the root. */
  put(path: string, text: string | null): void;
  /** Waits for the first reading, and weaves what changed. */
  view(): Promise<LiveView>;
  /** A view, and where weaving one takes long the last, though something may have changed since. */
  recent(): Promise<LiveView>;
  /**
   * One file with its comments and symbols, `code` included where calls are wanted: as it was put, else as it lies on the disk.
   * Null where the project leaves it out, or it cannot be read.
   */
  file(path: string, code?: boolean): Promise<LiveFile | null>;
  /** What a text would be read as in the place of a file, which stays as it is; null as for `file`. */
  tried(path: string, text: string): Promise<LiveFile | null>;
  /**
   * The functions of one file that call something dangerous themselves, in file order, with what they call and what would
   * cover them. Other files are not looked at: what they would add stays unsaid. Empty where the file is none of the project's.
   */
  critical(path: string): Promise<readonly CriticalFunction[]>;
}
