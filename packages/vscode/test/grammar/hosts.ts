/**
 * The least of a grammar for each supported language: comments, strings, templates and regular expressions under the
 * scopes that the grammars of editors give them, and nothing else.
 */
export interface Host {
  scopeName: string;
  patterns: unknown[];
  repository: Record<string, unknown>;
}

const escape = { match: "\\\\." };

function go(): Host {
  return {
    scopeName: "source.go",
    patterns: [
      { name: "comment.block.go", begin: "/\\*", end: "\\*/" },
      { name: "comment.line.double-slash.go", begin: "//", end: "\\n|$" },
      { name: "string.quoted.double.go", begin: '"', end: '"|$', patterns: [escape] },
      { name: "string.quoted.raw.go", begin: "`", end: "`" },
      { name: "string.quoted.rune.go", match: "'(?:[^'\\\\]|\\\\.)*'" },
    ],
    repository: {},
  };
}

/** The host of TypeScript or JavaScript; `ending` is what its scopes end with. */
function script(ending: string): Host {
  const strings = ['"', "'"].map((mark) => ({
    name: `string.quoted.${ending}`,
    begin: mark,
    end: `${mark}|(?<!\\\\)$`,
    patterns: [escape],
  }));
  return {
    scopeName: `source.${ending}`,
    patterns: [{ include: "#code" }],
    repository: {
      code: {
        patterns: [
          { name: `comment.block.documentation.${ending}`, begin: "/\\*\\*(?!/)", end: "\\*/" },
          { name: `comment.block.${ending}`, begin: "/\\*", end: "\\*/" },
          {
            begin: "(^[ \\t]+)?(//)",
            beginCaptures: { 2: { name: `comment.line.double-slash.${ending}` } },
            contentName: `comment.line.double-slash.${ending}`,
            end: "(?=$)",
          },
          {
            name: `string.regexp.${ending}`,
            match: "(?<=[=(,:]\\s?)/(?![/*])(?:[^/\\\\\\[\\n]|\\\\.|\\[[^\\]]*\\])+/[a-z]*",
          },
          ...strings,
          {
            name: `string.template.${ending}`,
            begin: "`",
            end: "`",
            patterns: [
              escape,
              {
                name: `meta.template.expression.${ending}`,
                begin: "\\$\\{",
                end: "\\}",
                patterns: [{ include: "#code" }],
              },
            ],
          },
        ],
      },
    },
  };
}

/** The hosts by the endings of files. */
export const hosts: Readonly<Record<string, Host>> = {
  go: go(),
  js: script("js"),
  jsx: script("js.jsx"),
  ts: script("ts"),
  tsx: script("tsx"),
};
