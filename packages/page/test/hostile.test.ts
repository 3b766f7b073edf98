import { afterAll, expect, test } from "@jest/globals";
import { tempFolder } from "@threatloom/testing";
import type { Page } from "playwright-core";
import { closeBrowser, describeInBrowser, openPage, siteFor } from "./browser.js";

afterAll(closeBrowser);

/** What strangers write to have it run: each sets a mark where it does. */
const PLANTS = [
  `</script><script>globalThis.ran=1</script>`,
  `<img src=x onerror=globalThis.ran=2>`,
  `<svg onload=globalThis.ran=3><animate onbegin=globalThis.ran=4>`,
  `javascript:globalThis.ran=5`,
  `" onmouseover="globalThis.ran=6" x="`,
  `{{constructor.constructor('globalThis.ran=7')()}} \${globalThis.ran=8} <%= 9 %>`,
  `--><style>body{display:none}</style><!--`,
  `&lt;b&gt; &amp; \u202egnp.exe`,
];

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** A project with plants in every field that can hold text. */
function planted(): Record<string, string> {
  const files: Record<string, string> = {
    "threatloom.yaml": `project:\n  name: ${JSON.stringify(PLANTS.join(" "))}\n  description: ${JSON.stringify(PLANTS[0])}\nmodels: ["*.threatspec"]\n`,
  };
  for (const [n, plant] of PLANTS.entries()) {
    const name = (kind: string): string => quoted(`${kind} ${n} ${plant}`);
    files[`m${n}.threatspec`] = [
      `@component ${name("component")} (#web${n}):`,
      `  description: ${JSON.stringify(plant)}`,
      `  owner: ${JSON.stringify(plant)}`,
      `  custom: ${JSON.stringify(plant)}`,
      ``,
      `@component ${name("store")} (#db${n}) as data-store`,
      `@threat ${name("threat")} (#t${n}):`,
      `  description: ${JSON.stringify(plant)}`,
      `  references: [${JSON.stringify(plant)}, CWE-79]`,
      ``,
      `@control ${name("control")} (#c${n})`,
      `@data ${name("data")} (#d${n}) as restricted`,
      `@boundary ${name("boundary")} contains #web${n}`,
      `@owns ${name("team")} for #web${n}`,
      `@handles #d${n} on #web${n} with ${plant}`,
      `@connects #web${n} to #db${n} with ${plant}`,
    ].join("\n");
    files[`src/${n} a'"<b>&.ts`] = [
      `// @exposes #web${n} to #t${n} with ${plant}`,
      `export function open() { return ${JSON.stringify(plant)}; }`,
      `// @mitigates #db${n} against #t${n} with #c${n}`,
      `export function close() {}`,
      `// @accepts #t${n} to #db${n} with ${plant}`,
      `export function maybe() {}`,
      `// @review #web${n} ${plant}`,
      `// @assumes #web${n} ${plant}`,
      `// @detects #t${n} on #web${n} with ${plant}`,
      `export function last() {}`,
    ].join("\n");
  }
  return files;
}

/** Every view that a link leads to, from the first page on. */
async function walkEverywhere(page: Page, most: number): Promise<string[]> {
  const seen = new Set<string>();
  const todo = ["#/"];
  while (todo.length > 0 && seen.size < most) {
    const hash = todo.shift()!;
    if (seen.has(hash)) continue;
    seen.add(hash);
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForTimeout(30);
    const found = await page.evaluate<string[]>(
      `[...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))`,
    );
    for (const address of found) {
      if (address.startsWith("#/")) todo.push(address);
      else if (address !== "#main") expect(address).toMatch(/^https:\/\/[a-z.]+\//);
    }
    expect(await page.locator("[onmouseover], [onclick], [onload], [onerror]").count()).toBe(0);
  }
  return [...seen];
}

describeInBrowser("what strangers wrote", () => {
  test("is shown as it is written, and never runs", async () => {
    const folder = tempFolder(planted());
    const { page, problems, close } = await openPage(await siteFor(folder.path));
    const views = await walkEverywhere(page, 120);
    expect(views.length).toBeGreaterThan(10);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect(await page.$$eval("script:not([type]), img, iframe, object, embed, base, form", (all) => all.length)).toBe(
      1,
    );
    expect(problems).toEqual([]);
    await page.evaluate(`location.hash = "#/components"`);
    await page.waitForSelector("table");
    const shown = plain((await page.textContent("main")) ?? "");
    for (const plant of PLANTS) expect(shown).toContain(plain(plant));
    await close();
    folder.dispose();
  });
});

/** Without the mark that turns the direction of reading: whether it is spelled out or left out is a matter of taste. */
function plain(text: string): string {
  return text.replaceAll(/\u202e|\\u\{202e\}/g, "");
}
