import fc from "fast-check";

/** A function with the annotations above it. */
export interface TestFunction {
  name: string;
  claims: string[];
  body: string;
}

/** A source file: what its head says, and its functions. */
export interface TestFile {
  path: string;
  head: string[];
  functions: TestFunction[];
}

/** How source is written, which changes nothing that it means. */
export interface Style {
  /** Blank and comment lines before each function. */
  noise: readonly string[];
  /** Spaces in front of each line, and around the statements of bodies. */
  indent: string;
  /** Functions and files stand the other way round. */
  reversed: boolean;
}

/** The plain style. */
export const plain: Style = { noise: [], indent: "", reversed: false };

const CLAIMS = [
  "@mitigates App:Web against xss with escaping",
  "@mitigates App:Web against xss with a filter",
  "@mitigates App:Db against #sqli with #ps",
  "@exposes App:Web to xss with raw html",
  "@exposes App:Web to xss with own templates",
  '@exposes App.Db to #sqli [high] cwe:CWE-89 -- "text queries"',
  "@accepts xss to App:Web with low risk",
  "@transfers #sqli from App:Db to Shop:Till with a contract",
  "@tests escaping for App:Web",
  "@connects App:Web to App:Db with queries",
  "@connects App:Web to Shop:Till with orders",
  '@handles pii on App.Db -- "accounts"',
  "@review App:Web look again",
  "@assumes App:Db nobody reads it",
];

const claims = fc.array(fc.constantFrom(...CLAIMS), { maxLength: 4 });

const functions = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("f0", "f1", "f2", "f3"),
    claims,
    body: fc.constantFrom("run()", "walk()", "x = 1"),
  }),
  { selector: ({ name }) => name, maxLength: 4 },
);

/** Small projects of few words, so that two of them have much in common. */
export const projects = fc.uniqueArray(
  fc.record({ path: fc.constantFrom("a.ts", "b.ts", "lib/c.ts", "p/a.go", "p/b.go"), head: claims, functions }),
  { selector: ({ path }) => path, maxLength: 4 },
);

const MODEL = `@component App:Db as data-store
@threat SQL injection (#sqli)
@control Prepared statements (#ps)
@boundary Vault contains App:Db
`;

/** The files of a project, written in a style. */
export function filesOf(project: readonly TestFile[], style: Style = plain): Record<string, string> {
  const entries = project.map((file): [string, string] => [file.path, textOf(file, style)]);
  const all: [string, string][] = [["model.threatspec", MODEL], ...entries];
  return Object.fromEntries(style.reversed ? all.reverse() : all);
}

function textOf({ path, head, functions: list }: TestFile, { noise, indent, reversed }: Style): string {
  const isGo = path.endsWith(".go");
  const comment = (lines: readonly string[]): string[] => lines.map((line) => `${indent}// ${line}`);
  const pieces = list.map(({ name, claims: own, body }) => [
    ...noise,
    ...comment(own),
    `${indent}${isGo ? "func" : "function"} ${name}() {`,
    `${indent}${indent}${body}`,
    `${indent}}`,
  ]);
  const opening = [...comment(head), "", ...(isGo ? ["package p"] : ["import x from 'x'"]), "", ...noise];
  return [...opening, ...(reversed ? pieces.reverse() : pieces).flat(), ""].join("\n");
}

/** Ways to write source. */
export const styles: fc.Arbitrary<Style> = fc.record({
  noise: fc.constantFrom([], [""], ["", "// just words", ""], ["var unrelated = 3", ""], ["/* more", "   words */"]),
  indent: fc.constantFrom("", "  ", "\t"),
  reversed: fc.boolean(),
});
