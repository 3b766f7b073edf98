import { afterAll, expect, test } from "@jest/globals";
import { judgeFile, type FileQuestion, type JudgedFile } from "@threatloom/engine";
import { tempFolder } from "@threatloom/testing";
import { join } from "node:path";

const folder = tempFolder({
  "threatloom.yaml": "project:\n  name: Shop\nexclude: [legacy/]\n",
  "model.threatspec": "@component App:Web (#web)\n@threat SQL injection (#sqli) [high]\n",
});
afterAll(() => {
  folder.dispose();
});

const spansOf = (text: string): FileQuestion["comments"] =>
  [...text.matchAll(/\/\/[^\r\n]*|\/\*[^]*?\*\//g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));

const ask = (file: string, text: string, more: Partial<FileQuestion> = {}): ReturnType<typeof judgeFile> =>
  judgeFile({
    ...{ file: join(folder.path, file), text, comments: spansOf(text), today: "2026-01-01" },
    ...{ functions: true, critical: false, ...more },
  });

const judged = (...asked: Parameters<typeof ask>): JudgedFile => {
  const answer = ask(...asked);
  expect(answer.kind).toBe("judged");
  return answer as JudgedFile;
};

test("a file is judged by its text, with offsets into it", () => {
  const text =
    "\r\n/** @exposes #web to #sqli with strings */\r\nexport const find = () => {\r\n  // @exposes #web to #gone with x\r\n};\r\n";
  const { path, claims, diagnostics, functions } = judged("src/a.ts", text);
  expect(path).toBe("src/a.ts");
  expect(claims.map(({ start, end, severity }) => [text.slice(start, end), severity])).toEqual([
    ["@exposes #web to #sqli with strings", "high"],
    ["@exposes #web to #gone with x", null],
  ]);
  expect(diagnostics.map(({ start, end, code }) => [text.slice(start, end), code])).toEqual([
    ["#gone", "dangling-reference"],
  ]);
  expect(functions.map(({ start, end, covered }) => [text.slice(start, end), covered])).toEqual([["find", "function"]]);
});

test("what the configuration leaves out, and model files, are no part of it", () => {
  expect(ask("legacy/a.ts", "// @exposes #web to #gone with x")).toMatchObject({ kind: "out" });
  expect(ask("other.threatspec", "@exposes #web to #gone with x")).toMatchObject({ kind: "out" });
});

test("handlers are functions too, and critical is what they call themselves", () => {
  const text =
    'import { exec } from "node:child_process";\nconst app = express();\napp.get("/run", (q) => {\n  exec(q.name);\n});\nfunction quiet() {}\n';
  const { functions } = judged("src/app.ts", text, { critical: true });
  expect(
    functions.map(({ name, critical, start, end }) => [name, critical?.target ?? null, text.slice(start, end)]),
  ).toEqual([
    ['app.get("/run")', "child_process#exec", "app"],
    ["quiet", null, "quiet"],
  ]);
});

test("whatever is asked, there is an answer", () => {
  const odd: Partial<FileQuestion>[] = [
    {
      comments: [
        { start: -5, end: 3 },
        { start: 4, end: 1 },
        { start: 1e9, end: 2e9 },
      ],
    },
    { today: "never" },
    { file: "/" },
    { file: "" },
    { file: join(folder.path, "no/such/folder/a.ts") },
    { file: join(folder.path, "model.threatspec/block.js") },
    { file: `${folder.path}/a\u0000b.ts` },
    { text: "/* @exposes #web to #sqli" },
    { text: `//${" @exposes #web to #sqli with".repeat(5000)}\n`.repeat(5) },
  ];
  for (const more of odd)
    expect(["judged", "out", "problem"]).toContain(ask("src/a.ts", "// @exposes #web to x with y\n", more).kind);
  expect(judged("src/a.ts", "// @exposes #web to #sqli with y\n").claims).toHaveLength(1);
});

test("what cannot be sent to the thread is said, not thrown", () => {
  const unsendable = { file: (() => "a") as unknown as string };
  expect(ask("a.ts", "// @exposes #web to x with y", unsendable)).toMatchObject({ kind: "problem" });
  expect(judged("src/a.ts", "// @exposes #web to #sqli with y\n").claims).toHaveLength(1);
});
