import { afterAll, describe, expect, test } from "@jest/globals";
import { commitAll, gitRepository, tempFolder, writeFiles } from "@threatloom/testing";
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { closeBrowser, describeInBrowser, fixture, openPage, siteFor, until } from "./browser.js";

afterAll(closeBrowser);

const MAKER = join(import.meta.dirname, "../../../scripts/bench/corpus/annotated.mjs");

/** A project with 500 components and 30,000 annotations. */
function generate(folder: string): void {
  const code = `(await import(process.argv[1])).writeAnnotated(process.argv[2], { components: 500, boundaries: 20, annotations: 30000, seed: 7 })`;
  execFileSync(process.execPath, ["--input-type=module", "-e", code, MAKER, folder]);
}

/** The page of a project that said nothing in its first commit, and all it says in its second. */
async function siteWithHistory(fill: (folder: string) => void): Promise<string> {
  const folder = tempFolder({ "start.ts": "export {};\n" });
  try {
    gitRepository(folder.path);
    fill(folder.path);
    writeFiles(folder.path, { ".gitignore": "site\n.threatloom\n" });
    commitAll(folder.path, "all of it");
    return await siteFor(folder.path, ["--every", "commit"]);
  } finally {
    folder.dispose();
  }
}

const copy =
  (name: string) =>
  (folder: string): void => {
    cpSync(fixture(name), folder, { recursive: true, filter: (path) => !path.includes(".threatloom") });
  };

const cases = [
  { name: "shop-ts", fill: copy("shop-ts"), find: ["checkout"], data: "class:pii" },
  { name: "three-tier", fill: copy("three-tier"), find: ["web"], data: "class:credentials" },
  { name: "500 components, 30,000 annotations", fill: generate, find: ["zone3", "service1"], data: "class:pii" },
];

/** From the overview to the claims of the worst open threat: one click, and what is clicked counts. */
async function worst(page: Page): Promise<void> {
  await page.locator(".ranking a.strong").first().click();
  await page.locator(".claim").first().waitFor();
  expect(await page.textContent("main h1")).toContain(" on ");
}

/** Finds a component in the diagram, level by level, and reads what is claimed of it. */
async function focus(page: Page, names: readonly string[]): Promise<void> {
  await page.click("nav >> text=Diagram");
  for (const [level, name] of names.entries()) {
    if (level > 0) {
      await page.click(".dia-panel >> text=Look inside");
      await until(page, `location.hash.startsWith("#/diagram/")`);
    }
    await page.fill(".dia-search input", name);
    await page.keyboard.press("Enter");
    await page.locator("#dia-panel-title", { hasText: new RegExp(name, "i") }).waitFor();
  }
  await page.locator(".dia-pairs summary").first().click();
  await page.locator(".dia-pairs details[open] .claim").first().waitFor();
}

describe("the ways through the page", () => {
  describeInBrowser("in a browser", () => {
    test.each(cases)(
      "$name: the worst threat, a component and its claims, one class of data, the trend",
      async ({ fill, find, data }) => {
        const { page, problems, close } = await openPage(await siteWithHistory(fill));
        await worst(page);
        await focus(page, find);
        await page.evaluate(`location.hash = "#/diagram?data=${encodeURIComponent(data)}"`);
        await page.locator(".dia-told", { hasText: "match" }).waitFor();
        const [, matching, all] = /^(\d+) of (\d+) nodes/.exec((await page.textContent(".dia-told")) ?? "") ?? [];
        expect(Number(matching)).toBeGreaterThan(0);
        expect(Number(all)).toBeGreaterThanOrEqual(Number(matching));
        await page.evaluate(`location.hash = "#/trend"`);
        await page.locator("main h1", { hasText: "Trend" }).waitFor();
        expect(await page.locator("table:has(caption:has-text('Points of the trend')) tbody tr").count()).toBe(2);
        expect(problems).toEqual([]);
        await close();
      },
      120_000,
    );
  });
});
