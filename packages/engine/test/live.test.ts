import { chmodSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openLive, type LiveProject, type LiveView } from "@threatloom/engine";
import { git, go, project, repository, scanTree, tree, write } from "./trees.js";

const DAY = "2026-03-01";
const live = (root: string): Promise<LiveProject> => openLive(root, { today: () => DAY });
const model = "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n";
const till = "// @exposes #till to #sqli with raw queries\nexport function pay(): void {}\n";

const codes = (view: LiveView, path: string): string[] => (view.diagnostics.get(path) ?? []).map(({ code }) => code);

const files = (view: LiveView): string[] => [...view.records.keys()].sort();

const claims = (view: LiveView): unknown[] =>
  view.model.claims.map(({ kind, location, symbol }) => [kind, location.file, symbol?.name ?? null]);

describe("texts in place of files", () => {
  test("a view is what a scan of the same texts finds", async () => {
    const root = tree({ "model.threatspec": model, "a.ts": till, "b.go": go() });
    const open = await live(root);
    open.put("a.ts", till.replace("#till", "#tall"));
    open.put("c.ts", "// @mitigates #till against #sqli with care\nexport const care = () => 1;\n");
    const view = await open.view();
    write(root, {
      "a.ts": till.replace("#till", "#tall"),
      "c.ts": "// @mitigates #till against #sqli with care\nexport const care = () => 1;\n",
    });
    const fresh = await scanTree(root, { cache: false });
    expect(JSON.stringify(view.model)).toBe(JSON.stringify(fresh.model));
    expect([...view.diagnostics.values()].flat()).toEqual(fresh.diagnostics);
  });

  test("what is put back is what lies on the disk, and a text that stays makes no new view", async () => {
    const open = await live(tree({ "model.threatspec": model, "a.ts": till }));
    const first = await open.view();
    open.put("a.ts", null);
    expect(await open.view()).toBe(first);
    open.put("a.ts", "export {};\n");
    const second = await open.view();
    expect([first.version < second.version, claims(second)]).toEqual([true, []]);
    open.put("a.ts", "export {};\n");
    expect(await open.view()).toBe(second);
    open.put("a.ts", null);
    expect(claims(await open.view())).toEqual(claims(first));
  });

  test("a file that is not there yet counts; one that git ignores or the configuration leaves out does not", async () => {
    const root = tree({ ".gitignore": "made\n", "threatloom.yaml": "exclude: [old]\n", "made/a.ts": till });
    git(root, "init", "-q");
    const open = await live(root);
    for (const path of ["new.ts", "made/a.ts", "old/a.ts", "notes.txt"]) open.put(path, till);
    expect(files(await open.view())).toEqual(["new.ts"]);
    expect((await open.file("new.ts"))!.symbols.map(({ name }) => name)).toEqual(["pay"]);
    expect([await open.file("made/a.ts"), await open.file("old/a.ts"), await open.file("notes.txt")]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("a text over the limit is said to be skipped; a binary one holds nothing", async () => {
    const open = await live(tree({ "threatloom.yaml": "limits: {file-size: 1000}\n", "a.ts": till }));
    open.put("a.ts", `${till}// ${"x".repeat(2000)}\n`);
    open.put("b.ts", `\0${till.replaceAll("@", "")}`);
    const view = await open.view();
    expect([codes(view, "a.ts"), claims(view)]).toEqual([["file-too-large"], []]);
    expect(await open.file("a.ts")).toBeNull();
  });

  test("a text of a file that is gone from the disk stays until it is taken back", async () => {
    const root = tree({ "model.threatspec": model, "a.ts": till });
    const open = await live(root);
    await open.view();
    open.put("a.ts", till);
    rmSync(join(root, "a.ts"));
    await open.refresh();
    expect(claims(await open.view())).toHaveLength(1);
    open.put("a.ts", null);
    expect([claims(await open.view()), await open.file("a.ts")]).toEqual([[], null]);
  });

  test("what one file asks of another's functions is read from the text in its place", async () => {
    const source = '@source file:src/a.ts line:1 symbol:pay\n@exposes App to #sqli -- "raw"\n';
    const open = await live(tree({ "api.gal": source, "src/a.ts": "export function pay() {}\n" }));
    expect(claims(await open.view())).toEqual([["exposure", "src/a.ts", "pay"]]);
    open.put("src/a.ts", "export function paid() {}\n");
    expect(claims(await open.view())).toEqual([["exposure", "src/a.ts", null]]);
    open.put("src/a.ts", null);
    expect(claims(await open.view())).toEqual([["exposure", "src/a.ts", "pay"]]);
  });
});

describe("what lies on the disk", () => {
  test("a refresh sees files that came, went, changed and were renamed", async () => {
    const root = tree({ "model.threatspec": model, "a.ts": till, "b.ts": till });
    const open = await live(root);
    await open.view();
    write(root, { "c.ts": till });
    rmSync(join(root, "a.ts"));
    renameSync(join(root, "b.ts"), join(root, "d.ts"));
    expect(files(await open.view())).toEqual(["a.ts", "b.ts", "model.threatspec"]);
    await open.refresh();
    expect(files(await open.view())).toEqual(["c.ts", "d.ts", "model.threatspec"]);
  });

  test("configurations of the root and of folders are read anew; a broken one leaves the last good one in place", async () => {
    const root = tree({ "in/a.ts": till, "out/b.ts": till, "threatloom.yaml": "exclude: [out]\n" });
    const open = await live(root);
    expect(files(await open.view())).toEqual(["in/a.ts"]);
    write(root, { "threatloom.yaml": "exclud: [in]\n", "in/threatloom.yaml": "dialect: [canonical]\n" });
    await open.refresh();
    const view = await open.view();
    expect(view.problems.map(({ file, suggestion }) => [file, suggestion])).toEqual([
      ["threatloom.yaml", "exclude"],
      ["in/threatloom.yaml", "dialects"],
    ]);
    expect(files(view)).toEqual(["in/a.ts"]);
    write(root, { "threatloom.yaml": "exclude: []\n", "in/threatloom.yaml": "exclude: [a.ts]\n" });
    await open.refresh();
    expect([files(await open.view()), (await open.view()).problems]).toEqual([["out/b.ts"], []]);
  });

  test("imports bring definitions alone, put or not", async () => {
    const open = await live(
      tree({
        "threatloom.yaml": "include: [app]\nimports: [shared/model.threatspec]\n",
        "shared/model.threatspec": model,
        "app/a.ts": till,
      }),
    );
    expect(codes(await open.view(), "app/a.ts")).toEqual([]);
    open.put("shared/model.threatspec", `${model}@exposes #till to #sqli with nothing\n`);
    expect(claims(await open.view())).toEqual([["exposure", "app/a.ts", "pay"]]);
    open.put("shared/model.threatspec", "");
    expect(codes(await open.view(), "app/a.ts")).toContain("dangling-reference");
  });

  test("follows another commit", async () => {
    const root = repository({ "model.threatspec": model, "a.ts": till });
    const open = await live(root);
    await open.view();
    git(root, "checkout", "-qb", "other");
    write(root, { "a.ts": till.replace("#sqli", "#gone") });
    git(root, "commit", "-qam", "two");
    await open.refresh();
    expect(codes(await open.view(), "a.ts")).toEqual(["dangling-reference"]);
    git(root, "checkout", "-q", "-");
  });

  test("a root that goes away leaves nothing, and says why", async () => {
    const root = tree({ "a.ts": till });
    const open = await live(root);
    await open.view();
    rmSync(root, { recursive: true });
    await open.refresh();
    const view = await open.view();
    expect([files(view), view.problems.map(({ message }) => message)]).toEqual([
      [],
      ["the root is not a folder that can be read"],
    ]);
    open.put("a.ts", till);
    expect(claims(await open.view())).toHaveLength(1);
  });

  test("a tree that cannot be written into is read all the same", async () => {
    const root = tree({ "model.threatspec": model, "a.ts": till });
    chmodSync(root, 0o555);
    try {
      expect(claims(await (await live(root)).view())).toHaveLength(1);
    } finally {
      chmodSync(root, 0o755);
    }
  });
});

describe("at the same time", () => {
  test("refreshes share a reading, and views asked meanwhile end with the newest text", async () => {
    const root = tree({ "model.threatspec": model, "a.ts": till });
    const open = await live(root);
    const views: Promise<LiveView>[] = [];
    const refreshes: Promise<void>[] = [];
    for (let i = 0; i < 40; i++) {
      open.put("a.ts", `${till}// ${i}\n// @exposes #till to #none${i} with x\nexport function g() {}\n`);
      if (i % 3 === 0) refreshes.push(open.refresh());
      views.push(open.view());
      if (i % 7 === 0) await views.at(-1);
    }
    await Promise.all([...views, ...refreshes]);
    const last = await open.view();
    expect(last.diagnostics.get("a.ts")!.map(({ message }) => message)).toEqual([expect.stringContaining("#none39")]);
    const versions = (await Promise.all(views)).map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  test("files outside of projects are judged by their form alone", async () => {
    const root = tree({ "b.ts": till });
    const open = await openLive(root, { today: () => DAY, alone: true });
    open.put("a.ts", "// @exposes #none to #sqli with x\n// @exposes #none too #sqli with x\nexport function f() {}\n");
    const view = await open.view();
    expect([files(view), codes(view, "a.ts")]).toEqual([["a.ts"], ["malformed-annotation"]]);
    expect(project(root).root).toBe(open.root);
  });
});

describe("what the last run knew", () => {
  /** Long enough that a later change is sure to show in the time of a file. */
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2200));

  test("is the first view, where it knew every file; a refresh tells what became of it since", async () => {
    const gone = till.replace("#sqli", "#gone");
    const root = tree({ "model.threatspec": model, "a.ts": till, "b.ts": gone, "c.ts": "export {};\n" });
    // Files that were written just now may change again unnoticed: nothing is recalled of them.
    await scanTree(root);
    expect((await live(root)).recall()).toBe(false);
    await settled();
    const fresh = await scanTree(root);
    write(root, { "b.ts": till });
    const open = await live(root);
    expect(open.recall()).toBe(true);
    // A text that is what was known of the file, and one that is not.
    open.put("a.ts", till);
    open.put("c.ts", gone);
    const first = await open.view();
    expect(files(first)).toEqual(["a.ts", "b.ts", "c.ts", "model.threatspec"]);
    expect(["a.ts", "b.ts", "c.ts"].map((path) => codes(first, path))).toEqual([
      [],
      ["dangling-reference"],
      ["dangling-reference"],
    ]);
    expect(first.diagnostics.get("b.ts")).toEqual(fresh.diagnostics);
    expect((await open.file("a.ts"))?.symbols.map(({ name }) => name)).toEqual(["pay"]);
    await open.refresh();
    const second = await open.view();
    expect(["a.ts", "b.ts", "c.ts"].map((path) => codes(second, path))).toEqual([[], [], ["dangling-reference"]]);
    expect(open.recall()).toBe(false);
  });
});
