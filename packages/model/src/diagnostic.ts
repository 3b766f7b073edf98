/** How grave a diagnostic is: errors fail `check`, warnings and information do not. */
export type DiagnosticSeverity = "error" | "warning" | "info";

/** A stretch of one file. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Range {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/**
 * Something wrong with an annotation or a file, without the file's name: what a stage that sees one file's content
 * reports, so that the result can be cached by content.
 */
export interface LocalDiagnostic extends Range {
  /** One of the codes in `diagnosticCodes`; `threatloom explain CODE` tells more. */
  code: DiagnosticCode;
  severity: DiagnosticSeverity;
  /** One sentence for a person: what is wrong. Holds text of the repository: escape it for where it is shown. */
  message: string;
  /** What was expected at this place, where that can be said ("`against`"). */
  expected?: string;
  /** The nearest known word, where one is close. */
  suggestion?: string;
}

/** A diagnostic and the file it is about: relative to the root, with `/`. */
export interface Diagnostic extends LocalDiagnostic {
  file: string;
}

/** What every stage of the pipeline returns: user input never makes it throw. */
export interface Result<T, D = Diagnostic> {
  value: T;
  diagnostics: readonly D[];
}

/** What a diagnostic code means; `threatloom explain` prints it and docs/codes is generated from it. */
export interface CodeExplanation {
  severity: DiagnosticSeverity;
  title: string;
  why: string;
  fix: string;
}

/** Every diagnostic the tool can give, by its code. */
export const diagnosticCodes = {
  "malformed-annotation": {
    severity: "error",
    title: "An annotation that does not follow its verb's form",
    why: "A line that looks like a claim but cannot be read as one is missing from the threat model without anybody noticing.",
    fix: "Compare the line with the form the message shows; `threatloom explain @VERB` prints the forms of a verb.",
  },
  "missing-slot": {
    severity: "error",
    title: "A part of the annotation is missing",
    why: "A claim without its component, threat or control says nothing that can be held against the code.",
    fix: "Fill in the part the message names.",
  },
  "unknown-verb": {
    severity: "error",
    title: "A verb one letter away from a known one",
    why: "A mistyped verb turns a claim into an ordinary comment.",
    fix: "Use the suggested verb. If the line is not an annotation, put a word before the `@`.",
  },
  "unknown-value": {
    severity: "error",
    title: "A role, level, severity, class or value of a property that cannot be read",
    why: "A value nobody defined cannot be compared with the ones that exist.",
    fix: "Use one of the values the message lists.",
  },
  "malformed-properties": {
    severity: "error",
    title: "The indented block below an annotation is not valid YAML",
    why: "Properties such as severity or expires would be lost.",
    fix: "Write `key: value` lines indented deeper than the annotation; quote values that hold `: ` or start with a special character.",
  },
  "unlikely-property": {
    severity: "warning",
    title: "A property that is almost a known one, or known of other things only",
    why: "A misspelt `expires` or `severity` is kept as a property of your own, and nothing reads it.",
    fix: "Use the suggested key, or say it of the component, flow, data asset or boundary it belongs to. A key of your own that only looks like it can be renamed or silenced.",
  },
  "contradicting-property": {
    severity: "warning",
    title: "A property is said twice, and not alike",
    why: "Only one of the two counts, and the analysis rests on it: code before configuration, the annotation's line before the block below it, the first definition before later ones.",
    fix: "Keep the one that is true.",
  },
  "unclosed-quote": {
    severity: "error",
    title: "A quotation that is opened and never closed",
    why: "What follows the quotation mark cannot be told from the rest of the comment.",
    fix: 'Close the quotation, or write \\" for a quotation mark inside it.',
  },
  "unclosed-shield": {
    severity: "warning",
    title: "`@shield:begin` without `@shield:end`, or the other way round",
    why: "Everything up to the end of the file is left out of the threat model.",
    fix: "Add the missing half.",
  },
  "doubled-mark": {
    severity: "warning",
    title: "An id with two marks",
    why: "`##id` is read as `#id`; other tools may read it otherwise.",
    fix: "Remove one `#`.",
  },
  "dangling-reference": {
    severity: "error",
    title: "A reference to an id that nothing defines",
    why: "The claim speaks of a thing the model does not know, so it protects nothing that is known.",
    fix: "Define the id (`@threat NAME (#id)`, `@component A:B (#id)` …) or use the suggested one.",
  },
  "unknown-reference": {
    severity: "warning",
    title: "A reference to a catalogue that does not hold the id",
    why: "A wrong number points readers, reports and requirements at another weakness, pattern or technique, or at none.",
    fix: "Use the suggested id, or look for it with `threatloom catalog search`. Only ids of catalogues that were imported are checked; import a newer file where the id is newer.",
  },
  "duplicate-definition": {
    severity: "warning",
    title: "The same thing is defined more than once",
    why: "Two definitions can drift apart.",
    fix: "Keep one definition; definitions hold for the whole project.",
  },
  "conflicting-id": {
    severity: "warning",
    title: "One id stands for two different names",
    why: "References to the id can only mean one of them.",
    fix: "Give one of the two another id.",
  },
  "scope-disagreement": {
    severity: "warning",
    title: "A ThreatSpec block names another function than the one below it",
    why: "The block was probably copied, or the function renamed. The claims are bound to the function below.",
    fix: "Name the function that stands below the block.",
  },
  "unknown-symbol": {
    severity: "warning",
    title: "A function that was named is not in the source",
    why: "The claim is about code that does not exist, or no longer has this name.",
    fix: "Use the function's present name.",
  },
  "syntax-error": {
    severity: "info",
    title: "A part of the file could not be parsed",
    why: "Functions in that part may be missing from coverage; every comment that was found still counts.",
    fix: "Nothing, if the language feature is newer than the parser; otherwise mend the code.",
  },
  "encoding-assumed": {
    severity: "warning",
    title: "The file is not UTF-8 and was read as Latin-1",
    why: "Names with letters beyond ASCII may be misread.",
    fix: "Save the file as UTF-8.",
  },
  "file-unreadable": {
    severity: "warning",
    title: "A file could not be read",
    why: "Its annotations are not in the model.",
    fix: "See to the file's permissions, or exclude it in threatloom.yaml.",
  },
  "file-too-large": {
    severity: "info",
    title: "A file over the size limit was skipped",
    why: "Files of this size are data or bundles, and would slow every run.",
    fix: "Raise `limits.file-size` in threatloom.yaml if the file holds annotations.",
  },
  "rule-failed": {
    severity: "warning",
    title: "A rule of the project could not judge everything",
    why: "Its condition asked for something that is not there, or cost too much; what it would have said is missing.",
    fix: "Ask with `has(…)` before a property is used, and with `size(…)` before an entry of a list is; ask less where it costs too much.",
  },
  "ignore-without-reason": {
    severity: "warning",
    title: "`threatloom-ignore-next-line` without a reason",
    why: "The next reader cannot tell whether the silence is still right.",
    fix: "Write the reason after the code: `threatloom-ignore-next-line CODE because …`.",
  },
} as const satisfies Record<string, CodeExplanation>;

/** The code of a diagnostic. */
export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Makes a diagnostic of the severity its code has in the table. */
export function diagnose(
  code: DiagnosticCode,
  range: Range,
  message: string,
  more: { expected?: string | undefined; suggestion?: string | undefined } = {},
): LocalDiagnostic {
  const { line, column, endLine, endColumn } = range;
  const diagnostic: LocalDiagnostic = {
    code,
    severity: diagnosticCodes[code].severity,
    message,
    line,
    column,
    endLine,
    endColumn,
  };
  if (more.expected !== undefined) diagnostic.expected = more.expected;
  if (more.suggestion !== undefined) diagnostic.suggestion = more.suggestion;
  return diagnostic;
}
