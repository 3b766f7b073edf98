import { namesOf } from "@threatloom/model";
import { csvText } from "../csv.js";
import type { RequirementRenderer } from "./types.js";
import { evidenceText } from "./view.js";

const HEAD = [
  "key",
  "component",
  "requirement",
  "name",
  "level",
  "status",
  "verified",
  "owner",
  "note",
  "threats",
  "rules",
  "evidence",
];

/** One row per requirement, for trackers and spreadsheets; several values of a cell stand behind each other with `; `. */
export const csv: RequirementRenderer = (view) => {
  const names = namesOf(view.model);
  const rows = view.list.map((one) => [
    one.key,
    names.component(one.component),
    one.id,
    one.name,
    one.level ?? "",
    one.status,
    one.verified ? "yes" : "no",
    one.owner ?? "",
    one.note ?? "",
    one.threats.map(names.threat).join("; "),
    one.rules.join("; "),
    one.evidence.map(evidenceText).join("; "),
  ]);
  return csvText([HEAD, ...rows]);
};
