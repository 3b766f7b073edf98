import { afterAll, describe, expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import { axeViolations, closeBrowser, describeInBrowser, fixture, openPage, siteFor } from "./browser.js";

afterAll(closeBrowser);

describe("the page", () => {
  test("holds everything, allows nothing else, and is small", async () => {
    const html = await siteFor(fixture("wiki-go"));
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
    expect(html).not.toMatch(/unsafe-|<link[^>]+href="(?!data:)|<script[^>]+src=|@import|url\(/);
    expect(html.length).toBeLessThan(600_000);
    expect(gzipSync(html).length).toBeLessThan(200_000);
  });

  test("is the same for the same tree, byte by byte", async () => {
    expect(await siteFor(fixture("mixed"))).toBe(await siteFor(fixture("mixed")));
  });
});

describeInBrowser("in a browser", () => {
  test.each(["wiki-go", "shop-ts", "mixed"])("%s opens without a request, an error or a barrier", async (name) => {
    const { page, problems, close } = await openPage(await siteFor(fixture(name)));
    expect(await page.title()).toMatch(/threat model of/i);
    expect(await axeViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});
