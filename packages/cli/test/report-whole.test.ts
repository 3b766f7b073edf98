import { openSite } from "@threatloom/engine";
import { tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { afterAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { siteNames } from "../src/report/companions.js";

const CLI = join(import.meta.dirname, "../bin/threatloom.js");
const KILLS = 16;
const folders: { dispose: () => void }[] = [];

afterAll(() => {
  for (const folder of folders) folder.dispose();
});

function project(out: Record<string, string> = {}): string {
  const folder = tempFolder(out);
  folders.push(folder);
  return folder.path;
}

/** A project whose report can be told from every other one, in each of its files that hold the model. */
function mark(root: string, name: string): void {
  writeFiles(root, {
    "project/threatloom.yaml": `project:\n  name: ${name}\n`,
    "project/m.threatspec": "@exposes App:Web to injection with strings\n@connects App:Web to App:Db with rows\n",
  });
}

/** Runs `report` and kills it at some moment: after a while, or as soon as it begins to write. Answers how long it ran. */
async function killed(root: string, moment: number | "writing"): Promise<number> {
  const started = Date.now();
  const child = spawn(process.execPath, [CLI, "report", "project", "--out", "site", "--no-cache"], { cwd: root });
  const isWriting = (): boolean =>
    [root, join(root, "site")].some(
      (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(".threatloom-")),
    );
  const timer = setInterval(() => {
    if (moment === "writing" ? isWriting() : Date.now() - started >= moment) child.kill("SIGKILL");
  }, 1);
  await new Promise((done) => child.on("close", done));
  clearInterval(timer);
  return Date.now() - started;
}

interface Named {
  project: string;
}

/** The name in the page, in the model and in the coverage, after every file was read the way its readers do. */
function marksOf(site: string): string[] {
  const text = (name: string): string => readFileSync(join(site, name), "utf8");
  const html = text("index.html");
  expect(html.trimEnd().endsWith("</html>")).toBe(true);
  const data = /<script type="application\/octet-stream" id="data">([^<]*)<\/script>/.exec(html)![1]!;
  const page = JSON.parse(inflateRawSync(Buffer.from(data, "base64")).toString("utf8")) as { report: Named };
  const [model, coverage] = ["model.json", "coverage.json"].map((name) => JSON.parse(text(name)) as Named);
  expect(JSON.parse(text("findings.sarif"))).toHaveProperty("version", "2.1.0");
  for (const name of ["dfd.svg", "badge.svg"]) expect(text(name).trimEnd().endsWith("</svg>")).toBe(true);
  // The last chunk of every PNG.
  expect(readFileSync(join(site, "dfd.png")).subarray(-8, -4).toString("latin1")).toBe("IEND");
  const title = /^# (?:.* )?(\S+)$/m.exec(text("report.md"))![1]!;
  return [page.report.project, model!.project, coverage!.project, title, /of (\S+):/.exec(text("badge.svg"))![1]!];
}

describe.each([
  ["of its own", {}],
  ["of somebody else, too", { "site/CNAME": "example.org", "site/blog/index.html": "blog" }],
])("killed at any moment, a folder %s holds the old site or the new one", (_, files) => {
  test("whole", async () => {
    const root = project(files);
    mark(root, "mark-0");
    const before = Date.now();
    expect((await threatloom(["report", "project", "--out", "site"], { cwd: root })).code).toBe(0);
    const whole = Date.now() - before;
    let last = "mark-0";
    for (let round = 1; round <= KILLS / 2; round++) {
      const now = `mark-${round}`;
      mark(root, now);
      await killed(root, round % 2 === 0 ? (whole * round) / (KILLS / 2) : "writing");
      // What the next run does first.
      openSite(join(root, "site"), siteNames);
      const marks = new Set(marksOf(join(root, "site")));
      expect(marks.size).toBe(1);
      expect([last, now]).toContain([...marks][0]);
      [last] = [...marks] as [string];
    }
    for (const [name, content] of Object.entries(files)) expect(readFileSync(join(root, name), "utf8")).toBe(content);
    expect((await threatloom(["report", "project", "--out", "site"], { cwd: root })).code).toBe(0);
    expect(readdirSync(root).filter((name) => name.startsWith("."))).toEqual([]);
    expect(readdirSync(join(root, "site")).filter((name) => name.startsWith("."))).toEqual([]);
  }, 240_000);
});

test("two at once leave the site of one of them, and nothing beside it", async () => {
  const both: Record<string, string>[] = [{}, { "site/CNAME": "example.org" }];
  for (const files of both) {
    const root = project(files);
    for (const name of ["a", "b", "c"]) {
      mark(join(root, name), `mark-${name}`);
    }
    const ran = await Promise.all(
      ["a", "b", "c"].map((name) => threatloom(["report", `${name}/project`, "--out", "site"], { cwd: root })),
    );
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(marksOf(join(root, "site"))).size).toBe(1);
    expect(readdirSync(root).sort()).toEqual(["a", "b", "c", "site"]);
    expect(readdirSync(join(root, "site")).filter((name) => name.startsWith("."))).toEqual([]);
  }
}, 120_000);
