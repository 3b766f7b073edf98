import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeAnnotated } from "../corpus/annotated.mjs";
import { cli } from "./commands.mjs";
import { interleave, median, peakMegabytes } from "./measure.mjs";
import { row, skipped, time } from "./table.mjs";
import { git } from "./tree.mjs";

const PROJECT = { components: 500, boundaries: 20, annotations: 30_000, seed: 7 };
const PAGE = createRequire(import.meta.url).resolve("../../../packages/page/package.json");
const BROWSERS = [process.env.THREATLOOM_BROWSER ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** Seconds from the start of loading until the page shows its data, in a browser that runs already. */
async function interactive(file, executablePath, runs) {
  const { chromium } = createRequire(PAGE)("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });
  const all = [];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(".live main h1");
    all.push((await page.evaluate("performance.now()")) / 1000);
    await page.close();
  }
  await browser.close();
  return median(all);
}

/**
 * The nightly site of a project with 500 components and 30,000 annotations: time and memory of the whole process, layouts
 * included, and the page's size and start.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function siteRows({ runs }) {
  const dir = mkdtempSync(path.join(tmpdir(), "threatloom-bench-site-"));
  try {
    const project = path.join(dir, "project");
    writeAnnotated(project, PROJECT);
    git(project, "init", "--quiet");
    git(project, "add", "-A");
    git(
      project,
      "-c",
      "user.name=Bench",
      "-c",
      "user.email=bench@threatloom.example",
      "commit",
      "--quiet",
      "-m",
      "Start",
    );
    const out = path.join(dir, "site");
    const report = cli(["report", "--out", out], project);
    const commands = {
      scan: cli(["scan", "--format", "json", "--out", path.join(dir, "model.json")], project),
      report,
    };
    interleave(commands, 1);
    const warm = interleave(commands, Math.min(runs, 3));
    const memory = await peakMegabytes(report);
    const page = path.join(out, "index.html");
    const browser = BROWSERS.find((file) => file !== "" && existsSync(file));
    return [
      row(
        "report of 30,000 annotations / scan, warm",
        warm.report / warm.scan,
        { most: 3 },
        `${time(warm.report)} / ${time(warm.scan)}`,
      ),
      memory === null
        ? skipped("its memory", "the system does not tell")
        : row("its memory", memory, { most: 600, unit: "MB", digits: 0 }, "all threads"),
      row("its page", statSync(page).size / 1e6, { most: 10, unit: "MB" }, "index.html"),
      browser === undefined
        ? skipped("its page shows its data after", "no Chromium was found")
        : row(
            "its page shows its data after",
            await interactive(page, browser, Math.min(runs, 5)),
            { most: 2, unit: "s" },
            "headless Chromium",
          ),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
