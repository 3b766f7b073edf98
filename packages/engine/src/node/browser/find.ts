import { accessSync, constants, statSync } from "node:fs";
import { basename, delimiter, isAbsolute, join, resolve } from "node:path";

/** What Chromium and its relatives are called on a PATH, the plainest first. */
export const BROWSERS: readonly string[] = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

/** Where they are on systems that put no programs on a PATH. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A program on the PATH. Entries that are relative would mean a folder of the repository that is looked at. */
function onPath(name: string): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(canRun) ?? null;
}

/**
 * The browser somebody named, by its path or by its name on the PATH, else the first that is there; null for none. A bare
 * name is never a file of the folder the process stands in: that may be a stranger's repository.
 */
export function findBrowser(named: string | null): string | null {
  if (named !== null) {
    if (basename(named) === named) return onPath(named);
    return canRun(resolve(named)) ? resolve(named) : null;
  }
  for (const name of BROWSERS) {
    const found = onPath(name);
    if (found !== null) return found;
  }
  return PLACES[process.platform]?.find(canRun) ?? null;
}
