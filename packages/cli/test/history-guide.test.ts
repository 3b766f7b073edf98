import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { guide } from "./guides.js";

/** The words of the page for what differs from repository to repository. */
const general = (text: string): string => text.replace(/\b[0-9a-f]{10}\b/g, "ID");

const DAYS = ["2026-01-12", "2026-02-09", "2026-03-16"];

test("docs/history.md: its files are committed month by month, its commands run and print what it says", async () => {
  const folder = tempFolder({ "threatloom.yaml": "project:\n  name: shop\n", ".gitignore": ".threatloom/cache/\n" });
  const root = folder.path;
  git(root, "init", "-q", "-b", "main");
  let commits = 0;
  let last = { code: 0, stdout: "" };
  for (const { kind, file, body } of guide("history.md").flatMap(({ blocks }) => blocks)) {
    if (file !== undefined) {
      writeFiles(root, { [file]: body });
      commitAll(root, "change", `${DAYS[commits++]!}T12:00:00Z`);
    } else if (kind === "sh") {
      for (const line of body.trim().split("\n")) {
        const [command, ...args] = line.split(" ");
        expect(command).toBe("threatloom");
        last = await threatloom(args, { cwd: root });
        expect({ line, code: last.code }).toEqual({ line, code: 0 });
      }
    } else expect(general(last.stdout)).toBe(body);
  }
  expect(commits).toBe(DAYS.length);
  for (const name of ["history.csv", "trend.svg", "history.md", "history.json"]) {
    expect(existsSync(join(root, name))).toBe(true);
  }
  folder.dispose();
}, 30_000);
