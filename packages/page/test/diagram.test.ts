import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { axeViolations, closeBrowser, describeInBrowser, fixture, openPage, siteFor, until } from "./browser.js";

const CHECKOUT = "shop:web:checkout";
const nodeMark = (id: string): string => `[data-node="${id}"]`;

/** Where the origin of the picture stands, and its scale. */
async function place(page: Page): Promise<{ x: number; y: number; k: number }> {
  return page.evaluate(`(() => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(document.querySelector(".dia-layer")).transform);
    return { x: e, y: f, k: a };
  })()`);
}

const title = (page: Page): Promise<string | null> => page.textContent("#dia-panel-title");
const told = (page: Page): Promise<string | null> => page.textContent(".dia-told");
const hash = (page: Page): Promise<string> => page.evaluate("location.hash");

describeInBrowser("the diagram", () => {
  let html = "";
  beforeAll(async () => {
    html = await siteFor(fixture("shop-ts"));
  });
  afterAll(closeBrowser);

  test.each(["light", "dark"] as const)("shows nodes and flows without a barrier (%s)", async (colorScheme) => {
    const { page, problems, close } = await openPage(html, `#/diagram?focus=${CHECKOUT}`, { colorScheme });
    expect(await told(page)).toBe("19 nodes, 21 flows");
    expect(await page.$$("[data-node]")).toHaveLength(19);
    expect(await page.$$("[data-edge]")).toHaveLength(21);
    expect(await title(page)).toBe("Shop:Web:Checkout");
    await page.click(".dia-pairs summary");
    await page.click(".dia-legend summary");
    expect(await axeViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  test("a click opens what is known of a node, Escape closes it and gives the focus back", async () => {
    const { page, problems, close } = await openPage(html, "#/diagram");
    await page.click(nodeMark(CHECKOUT));
    expect(await hash(page)).toBe(`#/diagram?focus=${encodeURIComponent(CHECKOUT)}`);
    expect(await title(page)).toBe("Shop:Web:Checkout");
    await page.click(".dia-pairs summary");
    await page.locator(".dia-pairs details[open]", { hasText: "src/web/checkout.ts:43" }).waitFor();
    await page.waitForSelector(".dia-panel .code-claim");
    expect(await page.textContent(".dia-panel .code-claim")).toContain("@exposes");
    await page.keyboard.press("Escape");
    expect(await page.$(".dia-panel")).toBeNull();
    expect(await page.evaluate("document.activeElement.dataset.node")).toBe(CHECKOUT);
    expect(await hash(page)).toBe("#/diagram");
    expect(problems).toEqual([]);
    await close();
  });

  test("keys reach nodes and arrows, and open them", async () => {
    const { page, close } = await openPage(html, "#/diagram");
    await page.focus(nodeMark(CHECKOUT));
    await page.keyboard.press("Enter");
    expect(await title(page)).toBe("Shop:Web:Checkout");
    expect(await page.evaluate("document.activeElement.id")).toBe("dia-panel-title");
    await page.click(".dia-flows button");
    expect(await title(page)).toBe("Internet:Browser → Shop:Web:Checkout");
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.activeElement.hasAttribute('data-edge')")).toBe(true);
    await close();
  });

  test("finds a node by its name", async () => {
    const { page, close } = await openPage(html, "#/diagram");
    await page.fill(".dia-search input", "data cach");
    expect(await page.$$(".dia-search [role=option]")).toHaveLength(1);
    await page.keyboard.press("Enter");
    expect(await title(page)).toBe("Data:Session Cache");
    await close();
  });

  test("filters stand in the address, dim the rest, and say how much matches", async () => {
    const { page, close } = await openPage(html, "#/diagram?status=exposed");
    expect(await told(page)).toBe("3 of 19 nodes and 8 of 21 flows match");
    expect(await page.$$(".dia-node.dim")).toHaveLength(16);
    await page.selectOption("label:has-text('Owner') select", { index: 1 });
    expect(await hash(page)).toContain("owner=");
    await page.click("text=Clear");
    expect(await told(page)).toBe("19 nodes, 21 flows");
    expect(await hash(page)).toBe("#/diagram");
    await close();
  });

  test("zooms and pans with wheel, buttons, keys and pointer, and draws nothing anew for it", async () => {
    const { page, close } = await openPage(html, "#/diagram");
    const whole = await place(page);
    await page.evaluate(`
      globalThis.changed = new Set();
      new MutationObserver((all) => all.forEach(({ target }) => changed.add(target.getAttribute("class").split(" ")[0])))
        .observe(document.body, { subtree: true, childList: true, attributes: true });
    `);
    const { x, y, width, height } = (await (await page.$(".dia-canvas"))!.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height - 20);
    await page.mouse.wheel(0, -300);
    await until(page, `new DOMMatrix(getComputedStyle(document.querySelector(".dia-layer")).transform).a > ${whole.k}`);
    const near = await place(page);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 60, y + height - 50, { steps: 5 });
    await page.mouse.up();
    const moved = await place(page);
    expect([Math.round(moved.x - near.x), Math.round(moved.y - near.y), moved.k]).toEqual([60, -30, near.k]);
    await page.focus(".dia-canvas");
    await page.keyboard.press("ArrowLeft");
    expect((await place(page)).x).toBeGreaterThan(moved.x);
    await page.keyboard.press("-");
    expect((await place(page)).k).toBeLessThan(near.k);
    await page.keyboard.press("0");
    expect(await place(page)).toEqual(whole);
    expect(await page.evaluate("[...changed].sort()")).toEqual(["dia-canvas", "dia-layer"]);
    await page.click("[aria-label='Zoom in']");
    expect((await place(page)).k).toBeGreaterThan(whole.k);
    expect(await hash(page)).toBe("#/diagram");
    await close();
  });

  test("looks inside a boundary and finds the way back", async () => {
    const { page, problems, close } = await openPage(html, "#/diagram");
    await page.click("[aria-label='Look inside Shop']");
    await page.click("[aria-label='Look inside Web']");
    expect(await hash(page)).toBe(`#/diagram/${encodeURIComponent("shop:web")}`);
    expect(await page.textContent(".dia-way-up")).toBe("InkwellShopWeb");
    expect(await page.$(nodeMark("shop:web:catalogue"))).not.toBeNull();
    await page.dblclick(nodeMark("shop:service"));
    expect(await page.textContent(".dia-way-up [aria-current]")).toBe("Service");
    await page.click(".dia-way-up a");
    expect(await told(page)).toBe("19 nodes, 21 flows");
    await page.evaluate(`location.hash = "#/diagram/nowhere"`);
    await page.waitForSelector(".problem");
    expect(problems).toEqual([]);
    await close();
  });

  test("says the same in tables", async () => {
    const { page, close } = await openPage(html, "#/diagram");
    expect(await page.$$(".dia-tables tbody tr")).toHaveLength(19);
    await page.click("text=Flows (21)");
    expect(await page.$$(".dia-tables tbody tr")).toHaveLength(21);
    await page.click(".dia-tables tbody a >> nth=0");
    expect(await title(page)).toBe("Clerk → Office:Back Office");
    await close();
  });

  test("on a narrow screen the panel comes from below", async () => {
    const viewport = { width: 400, height: 800 };
    const { page, close } = await openPage(html, `#/diagram?focus=${CHECKOUT}`, { viewport });
    const panel = (await (await page.$(".dia-panel"))!.boundingBox())!;
    expect([panel.x, panel.width, Math.round(panel.y + panel.height)]).toEqual([0, 400, 800]);
    const mark = (await (await page.$(nodeMark(CHECKOUT)))!.boundingBox())!;
    expect(mark.y + mark.height).toBeLessThanOrEqual(panel.y);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
    expect(await axeViolations(page)).toEqual([]);
    await close();
  });
});
