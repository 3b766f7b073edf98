import type { TrendPoint } from "@threatloom/model";
import { percent } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { dayOf } from "./series.js";

const HEAD = ["Date", "Commit", "Exposed", "Partial", "Mitigated", "Accepted", "Expired", "Covered", "Tested"];

/** The points of a trend, newest first. */
export function TrendTable({ points }: { points: readonly TrendPoint[] }): VNode {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Points of the trend">
      <table class="points">
        <caption class="unseen">Points of the trend, newest first</caption>
        <thead>
          <tr>
            {HEAD.map((title, at) => (
              <th key={title} scope="col" class={at > 1 ? "numeric" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point) => (
            <tr key={point.commit}>
              <td>{dayOf(point)}</td>
              <td>
                <code>{point.commit.slice(0, 8)}</code>
              </td>
              {cells(point).map((text, at) => (
                <td key={at} class="numeric">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cells({ open, partial, mitigated, accepted, expired, functions }: TrendPoint): string[] {
  const counts = [open, partial, mitigated, accepted, expired].map(String);
  if (functions === null) return [...counts, "–", "–"];
  return [...counts, percent(functions.covered, functions.found), percent(functions.tested, functions.found)];
}
