import { afterAll, expect, test } from "@jest/globals";
import { tempFolder } from "@threatloom/testing";
import { cpSync } from "node:fs";
import { closeBrowser, describeInBrowser, fixture, openPage, siteFor } from "./browser.js";
import { comparesImages, expectImage } from "./images.js";

afterAll(closeBrowser);

/** The page of a fixture outside of any repository: what it shows depends on nothing but its files. */
async function siteOf(name: string): Promise<string> {
  const folder = tempFolder();
  cpSync(fixture(name), folder.path, { recursive: true, filter: (path) => !path.includes(".threatloom") });
  try {
    return await siteFor(folder.path);
  } finally {
    folder.dispose();
  }
}

const looks = [
  { name: "overview", hash: "#/", options: {} },
  { name: "diagram", hash: "#/diagram?focus=shop%3Aweb%3Acheckout", options: {} },
  { name: "diagram-dark", hash: "#/diagram", options: { colorScheme: "dark" } },
  { name: "overview-dark", hash: "#/", options: { colorScheme: "dark" } },
  { name: "overview-narrow", hash: "#/", options: { viewport: { width: 400, height: 800 } } },
  { name: "diagram-narrow", hash: "#/diagram", options: { viewport: { width: 400, height: 800 } } },
  { name: "threats", hash: "#/threats", options: {} },
  { name: "coverage", hash: "#/coverage", options: {} },
] as const;

describeInBrowser("what one sees", () => {
  if (!comparesImages) process.stderr.write("fonts differ from those of the images: looks are not compared\n");
  const look = comparesImages ? test : test.skip;
  let html: Promise<string> | null = null;

  look.each(looks)("$name looks as it did", async ({ name, hash, options }) => {
    const { page, close } = await openPage(await (html ??= siteOf("shop-ts")), hash, options);
    await page.waitForTimeout(150);
    await expectImage(page, name);
    await close();
  });

  look("on paper it is a document with the diagram", async () => {
    const { page, close } = await openPage(await (html ??= siteOf("shop-ts")), "", {
      viewport: { width: 800, height: 1100 },
    });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#document svg").isVisible()).toBe(true);
    expect(await page.locator("#app").isVisible()).toBe(false);
    await expectImage(page, "paper");
    await close();
  });
});
