import nunjucks from "nunjucks";

/** Parts of the library that its types leave out. */
interface Inside {
  runtime: {
    SafeString: new (text: string) => { toString(): string };
    memberLookup: (object: unknown, key: unknown) => unknown;
    contextOrFrameLookup: (context: unknown, frame: unknown, name: string) => unknown;
    suppressValue: (value: unknown, escaping: unknown) => unknown;
    callWrap: (callee: unknown, name: string, context: unknown, args: unknown[]) => unknown;
  };
  Template: { prototype: { render: (this: unknown, ...args: unknown[]) => unknown } };
  lexer: { lex: (text: string) => { nextToken: () => Token | null } };
  compiler: {
    compile: (text: string, filters: unknown[], extensions: unknown[], name: string, options: object) => string;
  };
}

/** A token of a template; lines and columns count from 0. */
interface Token {
  type: string;
  value: unknown;
  lineno: number;
  colno: number;
}

/** The library with its inside, of which the guard holds some doors. */
export const inside = nunjucks as unknown as Inside;
