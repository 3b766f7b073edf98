import type { CheckItem, CheckReport } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { escapeHtml } from "../escape.js";
import { cell } from "../text/style.js";
import { subject } from "./text.js";
import type { CheckOptions } from "./types.js";
import { fullMessage, MESSAGE, rangeOf, repositoryPath, verdict } from "./view.js";

/**
 * JUnit XML: a suite per file, a case per item. What fails is a failure, the rest is skipped and says why, for a case
 * that passes would hide it. Where there is no item, one case passes, since readers take a report without cases for a
 * run that broke.
 */
export function junit(report: CheckReport, options: CheckOptions): string {
  const files = groupBy(report.items, (item) => repositoryPath(item.file, options.prefix));
  const suites = [...files].map(([file, items]) => suite(file, items));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "threatloom", ...numbers(report.items) })}>`,
    ...(suites.length > 0 ? suites.flat() : clean(report)),
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function clean(report: CheckReport): string[] {
  return [
    `  <testsuite${attributes({ name: "threatloom", tests: 1, failures: 0, errors: 0, skipped: 0 })}>`,
    `    <testcase${attributes({ name: verdict(report, subject), classname: "threatloom" })}/>`,
    "  </testsuite>",
  ];
}

function suite(file: string, items: readonly CheckItem[]): string[] {
  const seen = new Map<string, number>();
  const cases = items.flatMap((item) => {
    const said = `${item.rule}: ${cell(fullMessage(item), 300)}`;
    const count = (seen.get(said) ?? 0) + 1;
    seen.set(said, count);
    // Readers know a case by its name, and would merge two of one file.
    return testcase(file, item, count === 1 ? said : `${said} (${count})`);
  });
  return [`  <testsuite${attributes({ name: file, ...numbers(items) })}>`, ...cases, "  </testsuite>"];
}

function testcase(file: string, item: CheckItem, name: string): string[] {
  const message = cell(fullMessage(item), MESSAGE);
  const { line, column } = rangeOf(item);
  const place = `${file}:${line}:${column}`;
  const verdict = item.fails
    ? `<failure${attributes({ message, type: item.rule })}>${escapeHtml(`${place} ${item.level}`)}</failure>`
    : `<skipped${attributes({ message: `${item.level}, does not fail: ${message}` })}/>`;
  return [
    `    <testcase${attributes({ name, classname: item.rule, file, line })}>`,
    `      ${verdict}`,
    "    </testcase>",
  ];
}

function numbers(items: readonly CheckItem[]): Record<string, number> {
  const failures = items.filter((item) => item.fails).length;
  const tests = Math.max(1, items.length);
  return { tests, failures, errors: 0, skipped: items.length - failures };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeHtml(`${value}`)}"`)
    .join("");
}
