/**
 * A row of the bench.
 *
 * @typedef {object} Row
 * @property {string} name what is measured
 * @property {string} value the ratio, with its unit
 * @property {string} goal what it should be; empty where it is only of interest
 * @property {boolean | null} pass null where there is no goal or nothing was measured
 * @property {string} detail the absolute medians, or why nothing was measured
 */

/** Seconds for people: milliseconds below one second. */
export const time = (seconds) => (seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`);

/**
 * A row whose number must not be above (`most`) or below (`least`) its goal.
 *
 * @param {string} name
 * @param {number} value
 * @param {{ most?: number, least?: number, unit?: string, digits?: number }} goal
 * @param {string} detail
 * @returns {Row}
 */
export function row(name, value, { most, least, unit = "×", digits = 2 }, detail) {
  const bound = most ?? least;
  const goal = bound === undefined ? "" : `${most === undefined ? "≥" : "≤"} ${bound} ${unit}`;
  const pass = bound === undefined ? null : most === undefined ? value >= bound : value <= bound;
  return { name, value: `${value.toFixed(digits)} ${unit}`, goal, pass, detail };
}

/** A row for something that could not be measured here; it shows, with the reason. */
export const skipped = (name, reason) => ({ name, value: "–", goal: "", pass: null, detail: `skipped: ${reason}` });

const mark = ({ pass, goal, value }) =>
  pass === true ? "pass" : pass === false ? "MISS" : goal === "" && value === "–" ? "skip" : "";

/**
 * The rows as one table.
 *
 * @param {readonly Row[]} rows
 * @returns {string} lines, with a line break at the end
 */
export function table(rows) {
  const cells = [
    ["row", "measured", "goal", "", "medians"],
    ...rows.map((r) => [r.name, r.value, r.goal, mark(r), r.detail]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => (column === 4 ? cell : cell.padEnd(widths[column])))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return `${lines.join("\n")}\n`;
}
