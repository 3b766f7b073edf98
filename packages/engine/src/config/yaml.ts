import { nearest } from "@threatloom/model";
import type { ConfigProblem } from "../types.js";
import { readRequirements } from "./requirements.js";
import { readMatrix } from "./matrix.js";
import type { MapShape, PathEntry, Shape } from "./shape.js";
import { templateProblem } from "../source-links.js";
import { readYaml } from "./open.js";
import { readThings } from "./things.js";
import { resolved, type Walk } from "./walk.js";

/** A configuration file as plain data, of the shape that was asked for as far as it had it. */
export interface Parsed {
  value: Record<string, unknown>;
  problems: ConfigProblem[];
}

function readScalar(walk: Walk, node: unknown): unknown {
  return walk.yaml.isScalar(node) ? node.value : undefined;
}

function readTexts(walk: Walk, node: unknown, shape: Extract<Shape, { kind: "texts" }>, name: string): string[] {
  const items = walk.yaml.isSeq(node) ? node.items : [node];
  const out: string[] = [];
  for (const item of items) {
    const value = readScalar(walk, item);
    if (typeof value !== "string" || value === "") walk.problem(item ?? node, `\`${name}\` takes a list of texts`);
    else if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
      const message = `\`${value}\` is none of ${shape.oneOf.join(", ")}`;
      walk.problem(item, message, nearest(value, shape.oneOf));
    } else out.push(value);
  }
  return out;
}

const entryShape: MapShape = {
  kind: "map",
  about: "",
  keys: { path: { kind: "text", about: "" }, ignore: { kind: "texts", about: "" } },
};

function readPaths(walk: Walk, node: unknown, name: string): PathEntry[] {
  const items = walk.yaml.isSeq(node) ? node.items : [node];
  return items.flatMap((item): PathEntry[] => {
    const value = readScalar(walk, item);
    if (typeof value === "string") return [{ path: value, ignore: [] }];
    const { path = "", ignore = [] } = (readMap(walk, item, entryShape, name) ?? {}) as Partial<PathEntry>;
    return path === "" ? [] : [{ path, ignore }];
  });
}

function readValue(walk: Walk, raw: unknown, shape: Shape, name: string): unknown {
  const node = resolved(walk, raw);
  const value = readScalar(walk, node);
  if (value === null) return undefined;
  switch (shape.kind) {
    case "map":
      return readMap(walk, node, shape, name);
    case "texts":
      return readTexts(walk, node, shape, name);
    case "paths":
      return readPaths(walk, node, name);
    case "things":
      return readThings(walk, node, name);
    case "requirements":
      return readRequirements(walk, node, name);
    case "matrix":
      return readMatrix(walk, node, name);
    case "bytes":
      if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
      walk.problem(node, `\`${name}\` takes a number of bytes`);
      return undefined;
    case "flag":
      if (typeof value === "boolean") return value;
      // As everywhere else in the file; YAML itself takes both for texts.
      if (value === "yes" || value === "no") return value === "yes";
      walk.problem(node, `\`${name}\` takes yes or no`);
      return undefined;
    case "link": {
      const fault = typeof value === "string" ? templateProblem(value) : "no text";
      if (fault === null) return value;
      walk.problem(node, `\`${name}\` is ${fault}; an example: https://host/path/blob/{commit}/{file}#L{line}`);
      return undefined;
    }
    case "text":
      if (typeof value === "string" || typeof value === "number") return String(value);
      walk.problem(node, `\`${name}\` takes a text`);
      return undefined;
  }
}

function readMap(walk: Walk, node: unknown, shape: MapShape, name: string): Record<string, unknown> | undefined {
  if (!walk.yaml.isMap(node)) {
    walk.problem(
      node,
      name === "" ? "the file must hold `key: value` lines" : `\`${name}\` takes \`key: value\` lines`,
    );
    return undefined;
  }
  const out: Record<string, unknown> = {};
  for (const pair of node.items) {
    const key = String(readScalar(walk, pair.key));
    const inner = Object.hasOwn(shape.keys, key) ? shape.keys[key]! : null;
    if (inner === null) {
      const message = name === "" ? `there is no key \`${key}\`` : `there is no key \`${key}\` in \`${name}\``;
      walk.problem(pair.key, message, nearest(key, Object.keys(shape.keys)));
    } else out[key] = readValue(walk, pair.value, inner, name === "" ? key : `${name}.${key}`);
  }
  return out;
}

/**
 * Reads a configuration file by a shape. What does not fit is a problem with its place, and left out. `lenient` reads
 * other tools' files, of which only the known keys matter.
 */
export function parseConfig(file: string, text: string, shape: MapShape, lenient = false): Parsed {
  const { value, problems } = readYaml(file, text, (walk, contents) => {
    const problem: Walk["problem"] = (node, message, suggestion) => {
      if (!message.startsWith("there is no key")) walk.problem(node, message, suggestion);
    };
    return readMap(lenient ? { ...walk, problem } : walk, contents, shape, "");
  });
  return { value: value ?? {}, problems };
}
