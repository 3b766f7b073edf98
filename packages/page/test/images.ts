import { updating } from "@threatloom/testing";
import { expect } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";

const FOLDER = join(import.meta.dirname, "../../../fixtures/page");
/** How much of an image may differ: smoothing of letters and lines is not the same everywhere. */
const TOLERANCE = 0.01;

/** Images are compared where text looks as it did when they were made: with the fonts of a plain Debian. */
export const comparesImages = ((): boolean => {
  try {
    return execFileSync("fc-match", ["sans-serif"], { encoding: "utf8" }).includes("DejaVu Sans");
  } catch {
    return false;
  }
})();

/** Holds what one sees to an image that people looked at: fixtures/page/NAME.png. UPDATE_FIXTURES=1 makes it anew. */
export async function expectImage(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  const seen = await page.screenshot({ animations: "disabled" });
  if (updating) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, seen);
  }
  expect(share(PNG.sync.read(readFileSync(path)), PNG.sync.read(seen))).toBeLessThan(TOLERANCE);
}

/** The share of points that differ; 1 where the sizes do. */
function share(wanted: PNG, seen: PNG): number {
  const { width, height } = wanted;
  if (seen.width !== width || seen.height !== height) return 1;
  return pixelmatch(wanted.data, seen.data, undefined, width, height, { threshold: 0.2 }) / (width * height);
}
