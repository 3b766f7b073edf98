import { describe } from "@jest/globals";
import { tempFolder, threatloom } from "@threatloom/testing";
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Where a Chromium may be; the first one that is there is used. */
const PLACES = [
  process.env["THREATLOOM_BROWSER"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser that tests drive; null where there is none. */
export const chromium = PLACES.find((path) => path !== "" && existsSync(path)) ?? null;

/** `describe`, or skipped with a reason that everybody sees where there is no browser. */
export const describeInBrowser: typeof describe | typeof describe.skip = (() => {
  if (chromium !== null) return describe;
  process.stderr.write("no Chromium was found (THREATLOOM_BROWSER names one): tests in a browser are skipped\n");
  return describe.skip;
})();

let running: Promise<Browser> | null = null;

async function launch(): Promise<Browser> {
  const { chromium: driver } = await import("playwright-core");
  return driver.launch({
    executablePath: chromium!,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

/** Ends the browser of this test file; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = null;
}

/** A page that is open, and what went wrong in it. */
export interface OpenPage {
  page: Page;
  /** Errors and warnings of its console, faults of its scripts, requests besides the page itself, dialogs. */
  problems: string[];
  close: () => Promise<void>;
}

/**
 * Opens a page from a file, as people do, and waits until it shows its data.
 * @param html the whole page.
 * @param hash the view: `#/components`.
 */
export async function openPage(html: string, hash = "", options: BrowserContextOptions = {}): Promise<OpenPage> {
  const folder = tempFolder({ "index.html": html });
  const context = await (
    await (running ??= launch())
  ).newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const address = pathToFileURL(join(folder.path, "index.html")).href;
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`fault: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) problems.push(`request: ${request.url().slice(0, 200)}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address + hash);
  await page.waitForSelector(".live main");
  const close = async (): Promise<void> => {
    await context.close();
    folder.dispose();
  };
  return { page, problems, close };
}

/**
 * Waits until an expression holds in a page. Each look is an evaluation of its own: the driver's own waiting would evaluate
 * text within the page, which its policy forbids from the second look on.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > end) throw new Error(`it never held that ${expression}`);
    await page.waitForTimeout(20);
  }
}

/** The page that the command writes for a folder. Throws with what the command said where it fails. */
export async function siteFor(project: string, args: readonly string[] = []): Promise<string> {
  const out = tempFolder();
  try {
    const ran = await threatloom(["report", project, "--out", join(out.path, "site"), "--no-cache", ...args]);
    if (ran.code !== 0) throw new Error(ran.stderr);
    return readFileSync(join(out.path, "site/index.html"), "utf8");
  } finally {
    out.dispose();
  }
}

/** A folder of the fixtures. */
export function fixture(name: string): string {
  return join(import.meta.dirname, "../../../fixtures/projects", name);
}

/** What axe finds against WCAG 2.2 A and AA, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Handed over as an expression: a script tag would be refused by the page's own policy.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const options = JSON.stringify({ runOnly: { type: "tag", values: tags } });
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  }>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`),
  );
}
