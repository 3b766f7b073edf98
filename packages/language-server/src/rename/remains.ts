import type { LiveView } from "@threatloom/engine";
import {
  canonicalKey,
  componentKey,
  idKey,
  pathSegments,
  type ConfiguredThing,
  type Location,
  type MentionKind,
} from "@threatloom/model";
import { markOf } from "./spelling.js";
import type { Target } from "./target.js";
import { namesAssets } from "./values.js";

type Renamed = (kind: MentionKind, key: string) => string;

/** Whether a name in the configuration means what gets another name or id. */
function isMeant(target: Target, renamed: Renamed, kind: MentionKind, text: string): boolean {
  if (target.by === "id") return target.kind === kind && idKey(text) === target.id;
  if (markOf(text) !== "") return false;
  const key = kind === "component" ? componentKey(pathSegments(text)) : canonicalKey(text);
  return renamed(kind, key) !== key;
}

function namedIn(
  kind: keyof LiveView["project"]["config"]["things"],
  { name }: ConfiguredThing,
): [MentionKind, string][] {
  if (kind !== "flow") return [[kind, name]];
  return name.split("->").map((end) => ["component", end.trim()]);
}

/** Lines of the configuration that still say an old name or id, in its order. */
export function remainsOf({ project }: LiveView, target: Target, renamed: Renamed): Location[] {
  const { things, settings } = project.config;
  const found: Location[] = [];
  for (const kind of ["component", "flow", "data", "boundary"] as const) {
    for (const thing of things[kind]) {
      if (namedIn(kind, thing).some(([of, text]) => isMeant(target, renamed, of, text))) found.push(thing.location);
      for (const { key, value, location } of thing.properties) {
        const texts = [value].flat().flatMap((one) => (typeof one === "string" ? one.split(",") : []));
        const says = namesAssets(key) && texts.some((text) => isMeant(target, renamed, "data", text.trim()));
        if (says) found.push(location);
      }
    }
  }
  for (const { component, location } of settings.requirements)
    if (isMeant(target, renamed, "component", component)) found.push(location);
  return found.filter(
    (one, index) => found.findIndex(({ file, line }) => file === one.file && line === one.line) === index,
  );
}
