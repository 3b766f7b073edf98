import { expect, test } from "@jest/globals";
import { contextOf, loadRule, runRules } from "@threatloom/analysis";
import { defaultSettings } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";

const today = "2026-01-01";

async function slips(text: string): Promise<string[]> {
  const rule = (await loadRule("lookalike-name"))!;
  const { model } = await modelOf({ "m.threatspec": text }, today);
  return runRules([rule], model, contextOf(model, { today, settings: defaultSettings })).findings.map((f) => f.message);
}

test("of an id that nothing bears a diagnostic speaks, and no rule", async () => {
  const defined = "@threat Request forgery (#csrf)\n@control Form token (#formtoken)\n";
  expect(await slips(`${defined}@mitigates Shop:Checkout against #csrf with #form_tokens\n`)).toEqual([]);
  expect(await slips(`${defined}@mitigates Shop:Checkout against #csrf with form tokens\n`)).toEqual([
    'nothing defines "form tokens", which looks like Form token',
  ]);
});

test("one letter that is dropped, doubled, changed or swapped with its neighbour is a slip", async () => {
  const letter = fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz"));
  const word = fc.array(letter, { minLength: 8, maxLength: 16 }).map((letters) => letters.join(""));
  const slip = fc.tuple(word, fc.nat(), letter, fc.constantFrom("drop", "double", "change", "swap"));
  await fc.assert(
    fc.asyncProperty(slip, async ([name, at, other, kind]) => {
      const i = at % (name.length - 1);
      const [before, one, next, rest] = [name.slice(0, i), name[i]!, name[i + 1]!, name.slice(i + 2)];
      const wrong = { drop: next, double: one + one + next, change: other + next, swap: next + one }[kind];
      const written = `${before}${wrong}${rest}`;
      const expected = written === name ? [] : [`nothing defines "App:${written}", which looks like App:${name}`];
      expect(await slips(`@component App:${name}\n@exposes App:${written} to #t\n@threat t (#t)\n`)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
