import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { layoutInWorker } from "@threatloom/engine";
import { release, startCrew } from "../src/node/crew.js";
import type { Task } from "../src/node/one.js";
import { openPool, type PoolReport } from "../src/node/pool.js";
import { scanTree, tree, write } from "./trees.js";

const worker = join(process.cwd(), "packages/engine/dist/node/worker.js");

beforeAll(() => {
  if (!existsSync(worker)) throw new Error("build first: these tests start the built worker");
});

/** About `bytes` of Go. */
function goSource(seed: number, bytes: number): string {
  const one = (i: number): string =>
    `// f${seed}_${i} weighs a parcel.\nfunc f${seed}_${i}(grams int) int {\n\treturn grams*${i} + ${seed}\n}\n\n`;
  const parts = [`package depot\n\n// @mitigates Depot:Scale against fraud with sealing\n`];
  for (let i = 0, length = 0; length < bytes; i++) {
    const text = one(i);
    length += text.length;
    parts.push(text);
  }
  return parts.join("");
}

describe("threads", () => {
  test("give what one thread gives, whatever their number", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 54 }, (_, i) => [`d${i % 7}/f${i}.go`, goSource(i, 100_000)]),
    );
    const root = tree(files);
    for (const coverage of [true, false]) {
      const scans = [];
      for (const threads of [1, 3]) {
        const scan = await scanTree(root, { coverage, cache: false, threads });
        scans.push(JSON.stringify({ ...scan, records: scan.records.map((record) => record.path) }));
        expect(scan.model.claims).toHaveLength(54);
        if (coverage) expect(scan.coverage!.functions.found).toBeGreaterThan(50_000);
      }
      expect(scans[1] === scans[0]).toBe(true);
    }
  });

  test("a file that vanishes before its thread reads it is a diagnostic", async () => {
    const root = tree({ "a.go": "package a\nfunc a() {}\n" });
    const manner = { language: "go", dialects: ["canonical"], modelFile: null, code: false } as const;
    const task = (path: string): Task => ({
      path,
      manner: { ...manner },
      limit: 1000,
      size: 20,
    });
    const reports: PoolReport[] = [];
    const pool = openPool(
      worker,
      { job: "parse", root, known: [] },
      {
        threads: 2,
        report: (report) => reports.push(report),
      },
    );
    pool.add([task("a.go"), task("gone.go")]);
    expect(await pool.finish()).toEqual([]);
    expect(reports.flatMap((r) => r.outcomes.map((o) => o.status))).toEqual(["read", "failed"]);
  });

  test("a thread that dies takes only the file with it that killed it", async () => {
    const root = tree();
    write(root, {
      "killer.mjs": `import { parentPort } from "node:worker_threads";
        const none = new Uint8Array(0);
        parentPort.on("message", ({ id, tasks }) => {
          if (tasks.some((t) => t.path === "bad.go")) process.exit(1);
          const outcomes = tasks.map(() => ({ status: "unmarked" }));
          parentPort.postMessage({ id, outcomes, annotated: none, plain: none });
        });`,
    });
    const names = ["a.go", "bad.go", "c.go", "d.go"];
    const tasks = names.map((path) => ({
      path,
      manner: { language: "go" as const, dialects: [], modelFile: null, code: false },
      limit: 9,
      size: 9,
    }));
    const seen = new Map<string, string>();
    const pool = openPool(
      join(root, "killer.mjs"),
      { job: "parse", root, known: [] },
      {
        threads: 1,
        report: (r) => {
          r.tasks.forEach((task, i) => seen.set(task.path, r.outcomes[i]!.status));
        },
      },
    );
    pool.add(tasks);
    expect(await pool.finish()).toEqual([]);
    expect(Object.fromEntries(seen)).toEqual({
      "a.go": "unmarked",
      "bad.go": "failed",
      "c.go": "unmarked",
      "d.go": "unmarked",
    });
  });

  test("where no thread starts at all, the files come back", async () => {
    const root = tree({ "broken.mjs": "throw new Error('no');" });
    const task = {
      path: "a.go",
      manner: { language: "go" as const, dialects: [], modelFile: null, code: false },
      limit: 9,
      size: 9,
    };
    const tasks = Array.from({ length: 10 }, (_, i) => ({ ...task, path: `f${i}.go` }));
    let failed = 0;
    const pool = openPool(
      join(root, "broken.mjs"),
      { job: "parse", root, known: [] },
      {
        threads: 1,
        report: (r) => (failed += r.tasks.length),
      },
    );
    pool.add(tasks);
    const left = await pool.finish();
    expect(left.length + failed).toBe(10);
    expect(left.length).toBeGreaterThan(0);
  });
});

test("a pool that gets its files little by little, or none, ends all the same", async () => {
  const root = tree({ "a.go": "package a\nfunc a() {}\n" });
  const task: Task = {
    path: "a.go",
    manner: { language: "go", dialects: [], modelFile: null, code: false },
    limit: 99,
    size: 24,
  };
  let seen = 0;
  const open = (): ReturnType<typeof openPool> =>
    openPool(worker, { job: "parse", root, known: [] }, { threads: 2, report: (r) => (seen += r.tasks.length) });
  expect(await open().finish()).toEqual([]);
  const pool = open();
  for (let i = 0; i < 3; i++) {
    pool.add([task]);
    await new Promise((done) => setTimeout(done, 150));
  }
  expect(await pool.finish()).toEqual([]);
  expect(seen).toBe(3);
});

test("threads that were ready beforehand are taken, dead ones are replaced, and the rest is let go", async () => {
  const root = tree({ "a.go": "package a\nfunc a() {}\n", "broken.mjs": "throw new Error('no');" });
  const task: Task = {
    path: "a.go",
    manner: { language: "go", dialects: [], modelFile: null, code: false },
    limit: 99,
    size: 24,
  };
  const data = { job: "parse", root, known: [] } as const;
  for (const [file, ready] of [
    [worker, true],
    [join(root, "broken.mjs"), false],
  ] as const) {
    const crew = startCrew(file, { ...data, known: [] }, 2);
    await new Promise((done) => setTimeout(done, 300));
    let read = 0;
    const report = (r: PoolReport): void => void (read += r.outcomes.filter((o) => o.status === "read").length);
    const pool = openPool(worker, { ...data, known: [] }, { threads: 1, crew, report });
    pool.add([task]);
    expect(await pool.finish()).toEqual([]);
    expect(read).toBe(1);
    const left = crew.take();
    expect(left !== undefined).toBe(ready);
    await left?.terminate();
    crew.dismiss();
  }
});

test("a thread that is let go before it is ready ends by itself", async () => {
  const data = { job: "parse", root: tree({}), known: [] } as const;
  const crew = startCrew(worker, { ...data, known: [] }, 2);
  const left = [crew.take()!, crew.take()!];
  const ended = left.map((one) => once(one, "exit"));
  for (const one of left) release(one);
  expect(await Promise.all(ended)).toEqual([[0], [0]]);
});

describe("layout", () => {
  test("draws a graph", async () => {
    const svg = await layoutInWorker("digraph { a -> b }", { timeoutMs: 20_000 });
    expect(svg).toContain("<svg");
  });

  test("draws one after the other, also after one that was refused", async () => {
    const draw = (dot: string): Promise<string | null> => layoutInWorker(dot, { timeoutMs: 20_000, format: "json" });
    const first = await draw("digraph { a -> b }");
    const [, again] = [await draw("digraph {"), await draw("digraph { a -> b }")];
    expect(again).toBe(first);
    expect(await Promise.all([draw("digraph { a -> b }"), draw("digraph { a -> b }")])).toEqual([first, first]);
  });

  test("refuses what is no graph", async () => {
    expect(await layoutInWorker("digraph { a ->", { timeoutMs: 20_000 })).toBeNull();
  });

  // @tests #layout-limit for #engine
  test("is ended when its time is over", async () => {
    let state = 1;
    const node = (): string => `n${(state = (state * 48271) % 2147483647) % 500}`;
    const edges = Array.from({ length: 1500 }, () => `${node()} -> ${node()};`).join("");
    const started = Date.now();
    const svg = await layoutInWorker(`digraph { ${edges} }`, { timeoutMs: 1000 });
    expect(svg === null).toBe(true);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
