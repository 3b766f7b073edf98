import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScannerResult } from "@threatloom/model";
import { readSarif } from "@threatloom/analysis";

/** The project of these tests: the folder `app` of a repository. */
export const place = { root: "/repo/app", prefix: "app/" };

/** A location as SARIF has it. */
export const at = (uri: string, startLine = 1, uriBaseId?: string): object => ({
  physicalLocation: {
    artifactLocation: { uri, ...(uriBaseId !== undefined && { uriBaseId }) },
    region: { startLine },
  },
});

/** A run of a scanner with these results. */
export const run = (results: object[], more: object = {}): object => ({
  tool: { driver: { name: "scanner" } },
  results,
  ...more,
});

/** The text of a file with these runs. */
export const file = (...runs: object[]): string => JSON.stringify({ version: "2.1.0", runs });

/** Reads a file that is right. */
export async function read(text: string): Promise<ScannerResult[]> {
  const results = await readSarif(text, place);
  if (!Array.isArray(results)) throw new Error(JSON.stringify(results));
  return results;
}

/** What tools in use write: rules of an extension, taxa, artifacts by index, suppressions, baselines. */
export const everything = readFileSync(join(import.meta.dirname, "../../../fixtures/findings/scanner.sarif"), "utf8");
