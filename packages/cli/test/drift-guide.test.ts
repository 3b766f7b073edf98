import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { guide } from "./guides.js";

/** The words of the page for what differs from repository to repository. */
const general = (text: string): string => text.replace(/\b([0-9a-f]{16}|[0-9a-f]{10})\b/g, "ID");

test("docs/drift.md: its files are committed one after the other, its commands run and print what it says", async () => {
  const folder = tempFolder({ "threatloom.yaml": "project:\n  name: shop\n", ".gitignore": ".threatloom/cache/\n" });
  const root = folder.path;
  let started = false;
  let last = { code: 0, stdout: "" };
  let gated = 0;
  for (const { kind, file, body } of guide("drift.md").flatMap(({ blocks }) => blocks)) {
    if (file !== undefined) {
      writeFiles(root, { [file]: body });
      if (started) commitAll(root, "change");
      else gitRepository(root);
      git(root, "config", "user.name", "Ada");
      started = true;
    } else if (kind === "sh") {
      for (const line of body.trim().split("\n")) {
        const [command, ...args] = line.split(" ");
        expect(command).toBe("threatloom");
        last = await threatloom(args, { cwd: root });
        const isGate = args[0] === "check";
        if (isGate) gated++;
        expect({ line, code: last.code }).toEqual({ line, code: isGate ? 1 : 0 });
      }
    } else expect(general(last.stdout)).toBe(body);
  }
  expect(gated).toBe(1);
  expect(existsSync(join(root, "drift.json"))).toBe(true);
  folder.dispose();
});
