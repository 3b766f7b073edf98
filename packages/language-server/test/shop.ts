import { expect } from "@jest/globals";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import type { Client } from "./client.js";

/** What a project of one shop defines, and files that use it rightly and wrongly. */
export const model = "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n";
export const till = "// @exposes #till to #sqli with raw queries\nexport function pay(): void {}\n";
export const wrong = till.replace("#sqli", "#gone");
export const some = (list: readonly Diagnostic[]): boolean => list.length > 0;
export const none = (list: readonly Diagnostic[]): boolean => list.length === 0;

/** The server still does its work, and nothing was logged. */
export async function isWell(client: Client, path = "well.ts"): Promise<void> {
  await client.open(path, wrong);
  await client.until(path, some);
  expect(client.errors).toEqual([]);
}
