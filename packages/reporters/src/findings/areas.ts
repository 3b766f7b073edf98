import type { AreaOfConcern, Report } from "@threatloom/model";
import { identity } from "@threatloom/model";
import { lowest } from "../check/weaknesses.js";
import type { SarifItem, SarifPlace } from "../sarif/types.js";
import { AREA } from "./help.js";
import { at, levelOf, MOST_RELATED } from "./places.js";

/** The critical functions without a claim, as results. */
export function areaItems({ coverage }: Report): SarifItem[] {
  return (coverage?.critical?.areas ?? []).map((area) => {
    const { file, line, name, kind, severity } = area;
    return {
      ...at({ file, line, column: 1 }, messageOf(area)),
      id: identity(AREA, file, kind, name),
      rule: AREA,
      level: levelOf(severity),
      severity,
      cwe: lowest(area.sinks.flatMap(({ cwe }) => cwe)),
      quality: false,
      fails: false,
      related: relatedOf(area).filter((place) => place.file !== file || place.line !== line),
      properties: { kind: AREA, function: name, score: area.score, churn: area.churn },
    };
  });
}

/** How it is reached, where that is not through itself. */
function entryOf({ file, line, exposure: { from } }: AreaOfConcern): NonNullable<AreaOfConcern["exposure"]["from"]>[] {
  return from === null || (from.file === file && from.line === line) ? [] : [from];
}

function messageOf(area: AreaOfConcern): string {
  const { name, sinks, suggestion } = area;
  const does = [...new Set(sinks.map(({ title }) => title))].join(", ");
  const from = entryOf(area).map((entry) => `; it is reached from ${entry.name}`);
  return `${name} ${does}, and no claim covers it${from.join("")}. Say what holds there, such as ${suggestion.annotation}`;
}

function relatedOf(area: AreaOfConcern): SarifPlace[] {
  const { file, sinks } = area;
  const calls = sinks.map(({ target, line, through }) =>
    through === null
      ? at({ file, line, column: 1 }, `calls ${target}`)
      : at({ file: through.file, line: through.line, column: 1 }, `${through.name} calls ${target}`),
  );
  const entries = entryOf(area).map((entry) =>
    at({ file: entry.file, line: entry.line, column: 1 }, `it is reached from ${entry.name}`),
  );
  return [...entries, ...calls].slice(0, MOST_RELATED);
}
