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
  "a(). a. a?.b. a[0].b( let~ class~ import{ export{ func( a, x=> (x)=> () (a)=>{ <A~ <A. <A.b< ${ await~ let~a=await~ extends~ new~ #a. =require('x') {}=require('x');{ return{ f(a, x.innerHTML= promisify( (): process.env, a`x`. @a( {a:{"
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

describe("code of strangers", () => {
  it.each(cases)("is read in time that grows with the size only: %s, %j", (path, unit) => {
    const time = (size: number): number => {
      const text = unit.repeat(size / unit.length);
      const start = performance.now();
      codeOf(path, text);
      return performance.now() - start;
    };
    time(1_250);
    // Sixteen times the text may take sixteen times as long, and not the 256 times of a quadratic step.
    expect(time(20_000)).toBeLessThan(100 * Math.max(time(1_250), 8));
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
      { numRuns: 200 },
    );
  });
});
