import { nearest, RISK_GRADES, severityOf, type RiskMatrix, type Severity } from "@threatloom/model";
import type { YAMLMap } from "yaml";
import type { Walk } from "./walk.js";

/** Levels by how grave they are, least first. */
const LEVELS: readonly Severity[] = ["low", "medium", "high", "critical"];
const THRESHOLDS = ["critical", "high", "medium"] as const;
const GRADES = Array.from({ length: RISK_GRADES }, (_, at) => at + 1);
const HIGHEST = RISK_GRADES * RISK_GRADES;

type Thresholds = Partial<Record<(typeof THRESHOLDS)[number], number>>;

const resolved = ({ yaml, document }: Walk, node: unknown): unknown =>
  yaml.isAlias(node) ? node.resolve(document) : node;

function readLevel(walk: Walk, node: unknown, name: string): Severity | null {
  const scalar = resolved(walk, node);
  const value = walk.yaml.isScalar(scalar) ? scalar.value : undefined;
  const level = severityOf(value);
  if (level !== null) return level;
  const word = typeof value === "string" ? value : null;
  const message = word === null ? `a cell of \`${name}\` takes a level` : `\`${word}\` is no level`;
  walk.problem(node, `${message}: one of ${LEVELS.join(", ")}`, word === null ? null : nearest(word, LEVELS));
  return null;
}

function readRow(walk: Walk, node: unknown, name: string): Severity[] | null {
  const row = resolved(walk, node);
  if (!walk.yaml.isSeq(row) || row.items.length !== RISK_GRADES) {
    walk.problem(
      node,
      `a row of \`${name}\` takes ${RISK_GRADES} levels, one for each impact from 1 to ${RISK_GRADES}`,
    );
    return null;
  }
  const cells = row.items.map((cell) => readLevel(walk, cell, name));
  return cells.includes(null) ? null : (cells as Severity[]);
}

/** A level that falls where likelihood or impact grows: most often a table that was written upside down. */
function falls(matrix: RiskMatrix): { row: number; column: number } | null {
  const grave = (row: number, column: number): number => LEVELS.indexOf(matrix[row]?.[column] ?? "low");
  for (const row of matrix.keys()) {
    for (const column of GRADES.keys()) {
      const isLower = row > 0 && grave(row, column) < grave(row - 1, column);
      if (isLower || (column > 0 && grave(row, column) < grave(row, column - 1))) return { row, column };
    }
  }
  return null;
}

function readRows(walk: Walk, nodes: readonly unknown[], whole: unknown, name: string): RiskMatrix | undefined {
  if (nodes.length !== RISK_GRADES) {
    const message = `\`${name}\` takes ${RISK_GRADES} rows, one for each likelihood from 1 to ${RISK_GRADES}, not ${nodes.length}`;
    walk.problem(whole, message);
    return undefined;
  }
  const rows = nodes.map((node) => readRow(walk, node, name));
  const matrix = rows.filter((row) => row !== null);
  if (matrix.length < rows.length) return undefined;
  const place = falls(matrix);
  if (place === null) return matrix;
  const { row, column } = place;
  walk.problem(
    nodes[row],
    `the level falls at likelihood ${row + 1}, impact ${column + 1}: rows go from the least likely down, columns from the least impact on`,
  );
  return undefined;
}

function readThresholds(walk: Walk, map: YAMLMap, name: string): Thresholds | null {
  const read: Thresholds = {};
  const wrong: [node: unknown, message: string, suggestion: string | null][] = [];
  for (const { key, value: node } of map.items) {
    const word = walk.yaml.isScalar(key) ? String(key.value) : "";
    const level = THRESHOLDS.find((one) => one === word);
    const scalar = resolved(walk, node);
    const value = walk.yaml.isScalar(scalar) ? scalar.value : null;
    if (level === undefined) wrong.push([key, `there is no key \`${word}\` in \`${name}\``, nearest(word, THRESHOLDS)]);
    else if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= HIGHEST)
      read[level] = value;
    else wrong.push([node ?? key, `\`${name}.${word}\` takes a whole number from 1 to ${HIGHEST}`, null]);
  }
  const given = THRESHOLDS.flatMap((level) => read[level] ?? []);
  if (given.some((value, at) => at > 0 && value >= given[at - 1]!)) {
    wrong.push([map, `\`${name}\` takes thresholds that fall from critical to medium`, null]);
  }
  for (const one of wrong) walk.problem(...one);
  return wrong.length === 0 ? read : null;
}

function matrixOf(thresholds: Thresholds): RiskMatrix {
  const levelOf = (product: number): Severity =>
    THRESHOLDS.find((level) => product >= (thresholds[level] ?? Infinity)) ?? "low";
  return GRADES.map((likelihood) => GRADES.map((impact) => levelOf(likelihood * impact)));
}

/**
 * Reads a risk matrix: five rows of five levels, or a map with the least likelihood x impact that counts as each level.
 * What does not fit is a problem with its place, and gives undefined.
 */
export function readMatrix(walk: Walk, node: unknown, name: string): RiskMatrix | undefined {
  const { yaml } = walk;
  if (yaml.isSeq(node)) return readRows(walk, node.items, node, name);
  if (yaml.isMap(node)) {
    const thresholds = readThresholds(walk, node, name);
    return thresholds === null ? undefined : matrixOf(thresholds);
  }
  walk.problem(node, `\`${name}\` takes ${RISK_GRADES} lists of ${RISK_GRADES} levels, or thresholds by level`);
  return undefined;
}

/** The JSON Schema of a risk matrix. */
export function matrixSchema(description: string): Record<string, unknown> {
  const size = { minItems: RISK_GRADES, maxItems: RISK_GRADES };
  const row = { type: "array", items: { enum: [...LEVELS].reverse() }, ...size };
  const threshold = { type: "integer", minimum: 1, maximum: HIGHEST };
  const properties = Object.fromEntries(THRESHOLDS.map((level) => [level, threshold]));
  const thresholds = { type: "object", additionalProperties: false, properties };
  return { type: ["array", "object"], anyOf: [{ type: "array", items: row, ...size }, thresholds], description };
}
