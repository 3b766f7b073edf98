import type { LiveView } from "@threatloom/engine";
import type { Claim, CodeSymbol, DialectId } from "@threatloom/model";
import { standingOf } from "../../standing.js";
import { aboveCode } from "./insert.js";
import type { Asked, Edit } from "./types.js";
import { vocabularyOf } from "./vocabulary.js";
import { written, type Slots } from "./write.js";

/** The test file of a file: beside it, or under its name in a folder of tests; null where the project has none. */
function testFileOf({ records }: LiveView, path: string): string | null {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const dot = Math.max(path.lastIndexOf("."), folder.length);
  const [name, extension] = [path.slice(folder.length, dot), path.slice(dot)];
  if (extension === ".go") {
    const beside = `${folder}${name}_test.go`;
    return records.has(beside) ? beside : null;
  }
  const endings = [extension, ".ts", ".tsx", ".js", ".mts", ".mjs"];
  const names = [".test", ".spec"].flatMap((mark) => endings.map((ending) => `${name}${mark}${ending}`));
  const outer = folder.replace(/(^|\/)src\/$/, "$1");
  const folders = [
    folder,
    `${folder}__tests__/`,
    `${folder}test/`,
    `${folder}tests/`,
    `${outer}test/`,
    `${outer}tests/`,
  ];
  return folders.flatMap((one) => names.map((file) => one + file)).find((file) => records.has(file)) ?? null;
}

/** The test that names a function, else the first of the file. */
function testFor(symbols: readonly CodeSymbol[], name: string | null): CodeSymbol | null {
  const tests = symbols.filter(({ test, kind }) => test && kind === "function");
  const wanted = (name ?? "").split(".").at(-1)!.toLowerCase();
  const naming = wanted === "" ? undefined : tests.find((test) => test.name.toLowerCase().includes(wanted));
  return naming ?? tests[0] ?? null;
}

/** The control whose test is missing: one that stands against the threat here, where there is one. */
function untestedControl({ spot: { view } }: Asked, { component, threat }: Claim): string | null {
  const pair = standingOf(view).pair(component, threat);
  if (pair === null) return null;
  const controls = pair.mitigations.map((index) => view.model.claims[index]!.control);
  return vocabularyOf(view).control(controls.find((key) => key !== null) ?? null);
}

/** A test claim above a test of the file; null where there is no test to put it above. */
export async function testSkeleton(asked: Asked, claim: Claim, slots: Slots, dialect: DialectId): Promise<Edit | null> {
  const { view, desk, path } = asked.spot;
  if (standingOf(view).pair(claim.component, claim.threat)?.tested === true) return null;
  const testPath = testFileOf(view, path);
  const file = testPath === null ? null : await desk.live.file(testPath);
  const test = file && testFor(file.symbols, claim.symbol?.name ?? null);
  if (test === null) return null;
  const known = untestedControl(asked, claim);
  const lines = written(
    "test",
    { ...slots, control: known === null ? slots.control! : { hole: known } },
    dialect,
    file!.manner,
  );
  return lines && aboveCode(file!, test.line, lines);
}
