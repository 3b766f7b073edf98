import type { StrideEntry, StrideReport } from "@threatloom/model";
import { csvText } from "../csv.js";

const HEAD = ["element", "type", "key", "letter", "threat", "status", "severity", "rule", "file", "line"];

type Row = readonly string[];

function rowOf(
  element: readonly [name: string, type: string, key: string],
  entry: Omit<StrideEntry, "letter">,
  letter: string,
): Row {
  const { title, status, severity, rule, location } = entry;
  return [
    ...element,
    letter,
    title,
    status,
    severity ?? "",
    rule ?? "",
    location?.file ?? "",
    location === null ? "" : String(location.line),
  ];
}

/** One row per element, letter and threat (RFC 4180); threats without a letter come last, with that column empty. */
export function strideCsv({ elements, others }: StrideReport): string {
  const rows: Row[] = [
    HEAD,
    ...elements.flatMap(({ name, type, key, entries }) =>
      entries.map((entry) => rowOf([name, type, key], entry, entry.letter)),
    ),
    ...others.map((other) => rowOf([other.name ?? "", "", other.key ?? ""], other, "")),
  ];
  return csvText(rows);
}
