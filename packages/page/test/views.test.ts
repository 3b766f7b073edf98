import { afterAll, expect, test } from "@jest/globals";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Report, Trend, TrendExposure } from "@threatloom/model";
import type { Page } from "playwright-core";
import { axeViolations, closeBrowser, describeInBrowser, fixture, openPage, siteFor, until } from "./browser.js";

afterAll(closeBrowser);

let shop: Promise<string> | null = null;

/** The page of a project with some of everything, written once for all tests. */
const shopSite = (): Promise<string> => (shop ??= siteFor(fixture("shop-ts")));

/** The same page with something else in its report. */
function changed(html: string, change: (report: Report) => Partial<Report>): string {
  return html.replace(/(id="data">)([^<]*)(?=<)/, (_, tag: string, block: string) => {
    const data = JSON.parse(inflateRawSync(Buffer.from(block, "base64")).toString()) as { report: Report };
    const report = { ...data.report, ...change(data.report) };
    return `${tag}${deflateRawSync(JSON.stringify({ ...data, report })).toString("base64")}`;
  });
}

async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await until(
    page,
    `document.querySelector("main > *, main h1") !== null && location.hash === ${JSON.stringify(hash)}`,
  );
  await page.waitForTimeout(60);
}

const lists = [
  "components",
  "threats",
  "flows",
  "data",
  "coverage",
  "findings",
  "claims",
  "controls",
  "boundaries",
  "functions",
  "requirements",
  "stride",
  "trend",
  "diagnostics",
];

describeInBrowser("the views", () => {
  test("lead from the overview to the claims of the worst open threat at one click", async () => {
    const { page, problems, close } = await openPage(await shopSite());
    expect(await page.textContent("h1")).toBe("4 of 27 threats open");
    await page.click(".panel-wide .ranking li:first-child a.strong");
    await page.waitForSelector(".claim .code-claim");
    expect(await page.textContent("h1")).toBe("broken object authorisation on Shop:Service:Orders");
    expect(await page.textContent(".claim .code-claim")).toMatch(/@exposes/);
    expect(await page.textContent(".claim-where")).toMatch(/src\/orders\/orders\.ts:\d+/);
    expect(problems).toEqual([]);
    await close();
  });

  test("can be read by everybody", async () => {
    const { page, problems, close } = await openPage(await shopSite());
    for (const view of ["", ...lists]) {
      await visit(page, `#/${view}`);
      expect([view, await axeViolations(page)]).toEqual([view, []]);
      expect(await page.locator("main h1").count()).toBe(1);
    }
    expect(problems).toEqual([]);
    await close();
  }, 180_000);

  test("can be read in the dark", async () => {
    const { page, close } = await openPage(await shopSite(), "", { colorScheme: "dark" });
    for (const view of ["", "threats", "coverage", "stride", "component/shop%3Aservice%3Aorders"]) {
      await visit(page, `#/${view}`);
      expect([view, await axeViolations(page)]).toEqual([view, []]);
    }
    await close();
  }, 180_000);

  test("fit a narrow screen", async () => {
    const { page, close } = await openPage(await shopSite(), "", { viewport: { width: 400, height: 800 } });
    for (const view of ["", ...lists, "component/shop%3Aservice%3Aorders"]) {
      await visit(page, `#/${view}`);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect([view, Math.max(0, overflow)]).toEqual([view, 0]);
    }
    await close();
  });

  test("have pages for single things that can be read by everybody", async () => {
    const { page, problems, close } = await openPage(await shopSite());
    const ways = {
      component: "components",
      pair: "threats",
      flow: "flows",
      data: "data",
      boundary: "boundaries",
      control: "controls",
      function: "functions",
      claim: "claims",
      threat: "claims",
    };
    for (const [kind, list] of Object.entries(ways)) {
      await visit(page, `#/${list}`);
      await page.locator(`tbody a[href^="#/${kind}/"]`).first().click();
      await until(page, `location.hash.startsWith("#/${kind}/")`);
      await page.waitForTimeout(60);
      expect(await page.textContent("h1")).not.toBe("Not found");
      expect([kind, await axeViolations(page)]).toEqual([kind, []]);
    }
    await visit(page, "#/component/nowhere");
    expect(await page.textContent("main")).toMatch(/no component “nowhere”/);
    expect(problems).toEqual([]);
    await close();
  }, 180_000);
});

describeInBrowser("a table", () => {
  test("keeps its search, filter, order and groups in the address", async () => {
    const html = await shopSite();
    const { page, close } = await openPage(html, "#/threats");
    expect(await page.locator(".group th").first().textContent()).toMatch(/^exposed 3/);
    await page.fill(".listing-bar input", "shop web");
    await page.selectOption(".listing-bar label:has-text('Status') select", "open");
    await page.selectOption(".listing-bar label:has-text('Group by') select", "risk");
    await page.click("thead button:has-text('Threat')");
    const hash = await page.evaluate<string>("location.hash");
    expect(hash).toMatch(/q=shop\+web/);
    expect(hash).toMatch(/status=open/);
    expect(hash).toMatch(/by=risk/);
    expect(hash).toMatch(/sort=threat/);
    const shown = await page.locator("tbody").allTextContents();
    await close();
    const again = await openPage(html, hash);
    expect(await again.page.locator("tbody").allTextContents()).toEqual(shown);
    expect(await again.page.getAttribute("th[aria-sort]", "aria-sort")).toBe("ascending");
    await again.page.click("text=Clear");
    expect(await again.page.textContent(".listing-count")).toBe("27 in all");
    await again.page.fill(".listing-bar input", "nothing is called this");
    expect(await again.page.textContent(".nothing")).toMatch(/Nothing matches/);
    await again.close();
  });

  test("keeps the focus on what one sorts by", async () => {
    const { page, close } = await openPage(await shopSite(), "#/components");
    const name = page.locator("thead button:has-text('Component')");
    await name.focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toMatch(/^Component/);
    await page.keyboard.press("Enter");
    expect(await page.getAttribute("th[aria-sort]", "aria-sort")).toBe("descending");
    await close();
  });
});

describeInBrowser("the header", () => {
  test("finds things by their names, without a mouse", async () => {
    const { page, close } = await openPage(await shopSite(), "#/components");
    await page.keyboard.press("/");
    await page.keyboard.type("back off");
    expect(await page.locator("#found [aria-selected='true']").textContent()).toMatch(/Office:Back Office/);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForSelector("h1:has-text('Office:Back Office')");
    await close();
  });

  test("shows the further views, and closes them with Escape", async () => {
    const { page, close } = await openPage(await shopSite(), "", { viewport: { width: 400, height: 800 } });
    const more = page.locator(".more-tabs > button");
    await more.click();
    expect(await more.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    expect(await page.locator("#more-views").isVisible()).toBe(false);
    await more.click();
    await page.click("#more-views a:has-text('STRIDE')");
    await page.waitForSelector("h1:has-text('STRIDE')");
    expect(await more.textContent()).toMatch(/^STRIDE/);
    await close();
  });
});

describeInBrowser("coverage", () => {
  test("is a map one goes into, and the way out", async () => {
    const { page, close } = await openPage(await shopSite(), "#/coverage");
    const tile = page.locator(".tile-link").first();
    expect(await tile.textContent()).toMatch(/^web\/ \d+ % \d+ of \d+ covered$/);
    const tiles = await page.locator(".tile-link").count();
    expect(await page.locator("tbody tr").count()).toBeGreaterThanOrEqual(tiles);
    await tile.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".way a");
    expect(await page.textContent(".way [aria-current]")).toBe("web");
    await page.click(".way a");
    await until(page, `document.querySelectorAll(".tile-link").length === ${tiles}`);
    await close();
  });
});

const exposure: TrendExposure = {
  ...{ key: "k", component: "shop:service:orders", threat: "broken_object_authorisation", severity: "high" },
  ...{ componentName: "Shop:Service:Orders", threatName: "broken object authorisation" },
};

const trend: Trend = {
  points: ["2026-01-05", "2026-01-12", "2026-01-19"].map((day, at) => ({
    commit: String(at).repeat(40),
    date: `${day}T12:00:00Z`,
    ...{ open: at + 1, partial: 1, mitigated: 10 + at, accepted: 0, transferred: 0, expired: 0 },
    functions: { found: 50, covered: 10 * at, tested: at },
    opened: at === 2 ? [exposure] : [],
    closed: at === 1 ? [{ ...exposure, component: "gone", componentName: "Old part" }] : [],
  })),
  open: [{ ...exposure, commit: "2".repeat(40), date: "2026-01-19T12:00:00Z", days: 3, atLeast: false }],
  ...{ every: "week", since: null, until: "2026-01-22", shallow: true },
};

describeInBrowser("the trend", () => {
  test("is drawn and told, and leads to what is open", async () => {
    const html = changed(await shopSite(), () => ({ trend }));
    const { page, problems, close } = await openPage(html);
    expect(await page.locator(".chart svg[role='img'][aria-label]").count()).toBe(2);
    expect(await page.locator(".point").first().textContent()).toMatch(/2026-01-19.*opened.*broken object/s);
    await page.click(".panel details summary");
    expect(await page.locator("table.points tbody tr").first().textContent()).toMatch(/^2026-01-19222222223/);
    await visit(page, "#/trend");
    expect(await page.textContent("main")).toMatch(/clone ends there/);
    expect(await axeViolations(page)).toEqual([]);
    await page.click(".listing tbody a");
    await page.waitForSelector("h1:has-text('broken object authorisation')");
    expect(await page.textContent(".facts")).toMatch(/3 days, since 2026-01-19/);
    expect(problems).toEqual([]);
    await close();
  });
});

describeInBrowser("on paper", () => {
  test("the printed form stands for the page", async () => {
    const { page, close } = await openPage(await shopSite(), "#/threats");
    expect(await page.locator("#document").isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#app").isVisible()).toBe(false);
    expect(await page.locator("#document svg").isVisible()).toBe(true);
    await close();
  });
});
