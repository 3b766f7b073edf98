import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { modelOf } from "@threatloom/testing";
import { coloursOf, grammarFor } from "./tokenize.js";

const projects = join(import.meta.dirname, "../../../../fixtures/projects");
const endings = ["gal", "go", "js", "threatspec", "ts", "tsx"];

/** The lines of a file that hold the verb of an annotation, by the parser. */
async function linesRead(path: string, text: string): Promise<{ read: number[]; complaints: number[] }> {
  const { records, diagnostics } = await modelOf({ [path]: text });
  const read = records[0]!.annotations.map(({ line }) => line);
  return { read: [...new Set(read)], complaints: diagnostics.map(({ line }) => line) };
}

/** What one line at a time cannot tell, or the hosts of these tests do not. */
const known = [
  // Text in JSX: the hosts know no JSX; those of editors give such text no scope of a comment.
  "mixed/dashboard/src/panel.tsx:23 is coloured: // @exposes #panel to #clickjacking with this line is shown on the wall",
  "mixed/dashboard/src/panel.tsx:34 is coloured: export const Asleep = (): ReactElement => <p>Nobody is on duty. /* @mitigates #panel against sleep with coffee */</p>;",
  // Between `@shield:begin` and `@shield:end`.
  "mixed/dashboard/src/templates.ts:14 is coloured: // @mitigates #api against #sqli with nothing that counts",
  "mixed/dashboard/src/templates.ts:15 is coloured: // @exposes #nowhere to #nothing with nothing that counts",
  // Sentences without a path are ordinary sentences where the header above them is another comment.
  "mixed/ingest/log.go:36 is not coloured: // Calls json.Marshal",
  "shop-ts/src/web/checkout-page.tsx:49 is coloured: <p>// @exposes #checkout to boredom with this is text on the page</p>",
  'shop-ts/src/web/checkout-page.tsx:52 is coloured: <p role="alert">/* @accepts #carding to #checkout with neither is this */ Please try another card.</p>',
  "wiki-go/storage/pages.go:49 is not coloured: // Calls os.MkdirAll (*Pages).seed",
  "wiki-go/storage/pages.go:82 is not coloured: // Calls (*Pages).file os.ReadFile",
  "wiki-go/storage/pages.go:101 is not coloured: // Calls (*Pages).file os.CreateTemp os.Rename",
  "wiki-go/storage/pages_test.go:9 is not coloured: // Tests (*Pages).file for path traversal (CWE-22)",
];

test("the verbs that are coloured in projects are those that are read", async () => {
  const files = readdirSync(projects, { recursive: true, encoding: "utf8" })
    .filter((name) => endings.includes(name.slice(name.lastIndexOf(".") + 1)) && !name.includes(".expected"))
    .sort();
  let agreed = 0;
  const differences: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(projects, file), "utf8");
    const { read, complaints } = await linesRead(file, text);
    const grammar = await grammarFor(file.slice(file.lastIndexOf(".") + 1));
    const coloured = new Set(
      coloursOf(grammar, text)
        .filter(({ scopes }) => scopes.includes("keyword.other.verb.threatloom"))
        .map(({ line }) => line),
    );
    const lines = text.split("\n");
    for (const line of read) {
      if (coloured.has(line)) agreed++;
      else differences.push(`${file}:${line} is not coloured: ${lines[line - 1]!.trim()}`);
    }
    for (const line of coloured) {
      if (!read.includes(line) && !complaints.includes(line))
        differences.push(`${file}:${line} is coloured: ${lines[line - 1]!.trim()}`);
    }
  }
  expect(differences).toEqual(known);
  expect(agreed).toBeGreaterThan(300);
});
