import { printPage, type PrintProblem } from "@threatloom/engine";
import { tempFolder } from "@threatloom/testing";
import { afterAll, describe, expect, test } from "@jest/globals";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "../src/node/browser/find.js";

const folders: { dispose: () => void }[] = [];
afterAll(() => {
  for (const folder of folders) folder.dispose();
});

/** A program that stands in for a browser. */
function program(lines: string): { path: string; folder: string } {
  const folder = tempFolder({ "a b/chromium": `#!/bin/sh\n${lines}\n` });
  folders.push(folder);
  const path = join(folder.path, "a b/chromium");
  chmodSync(path, 0o755);
  return { path, folder: folder.path };
}

async function refused(browser: string, timeoutMs = 20_000): Promise<PrintProblem> {
  const result = await printPage("<p>", { browser, timeoutMs });
  if (result instanceof Uint8Array) throw new Error("it was printed");
  return result;
}

describe("a browser", () => {
  test("gets a page in a folder of its own, which is gone afterwards, and keeps to itself", async () => {
    const { path, folder } = program(
      `for a; do printf '%s\\n' "$a" >> "$(dirname "$0")/args"; case $a in --print-to-pdf=*) printf '%%PDF-1.4' > "\${a#*=}";; file://*) cp "$(printf '%s' "\${a#file://}")" "$(dirname "$0")/page";; esac; done`,
    );
    const printed = await printPage("<p>a page", { browser: path, timeoutMs: 20_000 });
    expect(Buffer.from(printed as Uint8Array).toString("latin1")).toBe("%PDF-1.4");
    expect(readFileSync(join(folder, "a b/page"), "utf8")).toBe("<p>a page");
    const args = readFileSync(join(folder, "a b/args"), "utf8").trim().split("\n");
    expect(args).toEqual(
      expect.arrayContaining(["--headless", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND"]),
    );
    expect(args.includes("--no-sandbox")).toBe(process.getuid?.() === 0);
    expect(existsSync(fileURLToPath(args.at(-1)!))).toBe(false);
  });

  test("that fails, says nothing or is not there is told, with what to do", async () => {
    const { path } = program(`echo 'first' >&2; echo 'No usable sandbox!' >&2; exit 3`);
    expect(await refused(path)).toEqual({
      problem: `${path} did not print the page: it ended with 3 (No usable sandbox!)`,
      hint: expect.stringContaining("--browser PATH"),
    });
    expect((await refused(program("exit 0").path)).problem).toMatch(/: it wrote no PDF$/);
    expect((await refused(program("kill -9 $$").path)).problem).toMatch(/: it was ended by SIGKILL$/);
    expect((await refused(program("exec sleep 60").path, 1000)).problem).toMatch(/: it took more than 1 seconds$/);
    expect(await refused("/no/such/browser")).toMatchObject({
      problem: "/no/such/browser: this is no program that can be started",
      hint: expect.stringMatching(/^Install Chromium/),
    });
  });

  test("is looked for on the PATH, and never in the folder the process stands in", () => {
    const { folder } = program("exit 0");
    const [path, here] = [process.env["PATH"], process.cwd()];
    try {
      process.env["PATH"] = `:.:${join(folder, "none")}`;
      process.chdir(join(folder, "a b"));
      expect(findBrowser("chromium")).toBeNull();
      expect(findBrowser("./chromium")).toBe(join(folder, "a b/chromium"));
      if (process.platform === "linux") expect(findBrowser(null)).toBeNull();
      process.env["PATH"] = join(folder, "a b");
      expect(findBrowser(null)).toBe(join(folder, "a b/chromium"));
    } finally {
      process.chdir(here);
      process.env["PATH"] = path;
    }
  });
});

const browser = findBrowser(null);
const reason = browser === null ? " (skipped: there is no browser here)" : "";
(browser === null ? test.skip : test)(
  `a real one prints, and asks nobody for anything${reason}`,
  async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const html = `<!doctype html><title>t</title><img src="http://127.0.0.1:${port}/a"><iframe src="http://localhost:${port}/b"></iframe><p>words`;
    const printed = await printPage(html, { browser: null, timeoutMs: 120_000 });
    await new Promise((closed) => server.close(closed));
    expect(
      Buffer.from(printed as Uint8Array)
        .subarray(0, 5)
        .toString("latin1"),
    ).toBe("%PDF-");
    expect(asked).toBe(0);
  },
  180_000,
);
