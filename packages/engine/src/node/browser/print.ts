import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { failure, readBytes } from "../files.js";
import { BROWSERS, findBrowser } from "./find.js";

/** How a page is printed. */
export interface PrintOptions {
  /** A path, or a name on the PATH; null for the first that is found. */
  browser: string | null;
  timeoutMs: number;
}

/** Why a page could not be printed, and what to do about it. */
export interface PrintProblem {
  problem: string;
  hint: string;
}

const INSTALL = `Install Chromium or Chrome, or name one with --browser PATH. Looked for on the PATH: ${BROWSERS.join(", ")}.`;
const TRY = "Try the browser by itself, or name another one with --browser PATH.";
const LONGEST_COMPLAINT = 300;

/** What keeps a browser from talking to anybody: no proxy answers, no name is resolved, nothing is asked for by itself. */
const OFFLINE = [
  "--proxy-server=http://127.0.0.1:9",
  "--proxy-bypass-list=<-loopback>",
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-extensions",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

/** Chromium does not start for root inside its sandbox; everybody else keeps it. */
function argumentsFor(folder: string, page: string, pdf: string): string[] {
  return [
    "--headless",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-crash-reporter",
    ...OFFLINE,
    `--user-data-dir=${join(folder, "profile")}`,
    "--no-pdf-header-footer",
    `--print-to-pdf=${pdf}`,
    pathToFileURL(page).href,
  ];
}

/**
 * Prints a page through a browser that is installed here, under a profile of its own that is gone afterwards, and without
 * any network. Never throws.
 *
 * @mitigates #engine against #command-injection with #no-shell
 */
export async function printPage(html: string, options: PrintOptions): Promise<Uint8Array | PrintProblem> {
  const browser = findBrowser(options.browser);
  if (browser === null) {
    return options.browser === null
      ? { problem: "no browser was found that could print the page", hint: INSTALL }
      : { problem: `${options.browser}: this is no program that can be started`, hint: INSTALL };
  }
  let folder: string | null = null;
  try {
    folder = mkdtempSync(join(tmpdir(), "threatloom-print-"));
    mkdirSync(join(folder, "profile"));
    const [page, pdf] = [join(folder, "page.html"), join(folder, "page.pdf")];
    writeFileSync(page, html);
    const problem = await started(browser, argumentsFor(folder, page, pdf), options.timeoutMs);
    const bytes = readBytes(pdf);
    if (problem === null && bytes?.subarray(0, 5).toString("latin1") === "%PDF-") return bytes;
    return { problem: `${browser} did not print the page: ${problem ?? "it wrote no PDF"}`, hint: TRY };
  } catch (error) {
    return { problem: `the page cannot be written to a temporary folder: ${failure(error)}`, hint: "Mind TMPDIR." };
  } finally {
    if (folder !== null) tidy(folder);
  }
}

/** Runs a program to its end; null, or how it failed. */
function started(program: string, args: readonly string[], timeoutMs: number): Promise<string | null> {
  return new Promise((done) => {
    const settings = { timeout: timeoutMs, killSignal: "SIGKILL", windowsHide: true } as const;
    const child = execFile(program, args, settings, (error, _out, complaint) => {
      if (error === null) done(null);
      else if (error.killed === true) done(`it took more than ${Math.round(timeoutMs / 1000)} seconds`);
      else done(`${endOf(error)}${saidBy(complaint)}`);
    });
    child.stdin?.end();
  });
}

function endOf({ code, signal }: { code?: unknown; signal?: unknown }): string {
  if (typeof code === "number") return `it ended with ${code}`;
  return typeof signal === "string" ? `it was ended by ${signal}` : "it could not be started";
}

/** The last thing a browser complained of. */
function saidBy(complaint: string): string {
  const last = complaint.trim().split("\n").at(-1) ?? "";
  return last === "" ? "" : ` (${last.slice(0, LONGEST_COMPLAINT)})`;
}

/** Helpers of the browser may still write for a moment. */
function tidy(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // The system empties its temporary folder.
  }
}
