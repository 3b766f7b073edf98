import { beforeAll, describe, expect, it } from "@jest/globals";
import { languageOf, loadLanguage } from "@threatloom/languages";
import type { CodeFacts, Language } from "@threatloom/model";
import fc from "fast-check";

const languages = new Map<string, Language>();
beforeAll(async () => {
  for (const id of ["go", "typescript"] as const) languages.set(id, await loadLanguage(id));
});

function codeOf(path: string, text: string): CodeFacts {
  return languages.get(languageOf(path)!)!.read({ path, text }, { code: true }).value.code!;
}

const typescriptUnits =
  "a(). a. a?.b. a[0].b( let~ class~ import{ export{ func( a, x=> (x)=> () (a)=>{ <A~ <A. <A.b< await~ let~a=await~ extends~ new~ #a. =require('x') {}=require('x');{ return{ f(a, x.innerHTML= promisify( (): process.env, a`x`. @a( {a:{"
    .split(" ")
    .map((unit) => unit.replaceAll("~", " "));
const goUnits =
  "a(). a. a[0].b( func( func()~ a, var, var( import( interface{ struct{ a:=b.c. a,b:= a:=range~* map[ chan~ []* type("
    .split(" ")
    .map((unit) => unit.replaceAll("~", " "));
const cases = [
  ...typescriptUnits.map((unit) => ["a.tsx", unit] as const),
  ...goUnits.map((unit) => ["a.go", unit] as const),
];

/** What closes the brackets that a unit leaves open. */
function closing(unit: string): string {
  const open: string[] = [];
  for (const character of unit) {
    if ("([{".includes(character)) open.unshift(")]}"["([{".indexOf(character)]!);
    else if (")]}".includes(character)) open.shift();
  }
  return open.join("");
}

/** Within the body of a function, where the parser does not look: what is left is the time of lexer and readers. */
function bodyOf(path: string, unit: string, size: number): string {
  const count = Math.floor(size / unit.length);
  const head = path.endsWith(".go") ? "package a\nfunc f() {" : "function f() {";
  return `${head}${unit.repeat(count)}${closing(unit).repeat(count)}}`;
}

describe("code of strangers", () => {
  it.each(cases)("is read in time that grows with the size only: %s, %j", (path, unit) => {
    const time = (size: number): number => {
      const text = bodyOf(path, unit, size);
      const start = process.cpuUsage();
      codeOf(path, text);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    time(2_500);
    // Sixteen times the text may take sixteen times as long, and not the 256 times of a quadratic step.
    expect(time(40_000)).toBeLessThan(100 * Math.max(time(2_500), 8));
  });

  const typescriptPart = fc.oneof(
    fc.constantFrom(...typescriptUnits),
    fc.constantFrom(
      ..."a b.c ( ) { } [ ] < > => = , ; : . ? ! ` \" ' \n / return new function const this as 1".split(" "),
    ),
  );
  const goPart = fc.oneof(
    fc.constantFrom(...goUnits),
    fc.constantFrom(...'a b.c ( ) { } [ ] * & := = , ; : . ` " \n return func var T <- range 1'.split(" ")),
  );
  it.each([
    ["a.tsx", typescriptPart],
    ["a.ts", typescriptPart],
    ["a.go", goPart],
  ])("is read without failing, and always alike: %s", (path, part) => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.array(part, { maxLength: 60 }), (parts, others) => {
        for (const joint of ["", " ", "\n"]) {
          const text = parts.join(joint);
          const facts = codeOf(path, text);
          // What was read before has left its tokens behind.
          codeOf(path, `${text}${others.join(joint)}`);
          expect(codeOf(path, text)).toEqual(facts);
        }
      }),
      { numRuns: 100 },
    );
  });
});
