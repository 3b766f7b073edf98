import { componentKey, nearest, pathSegments, type Entity, type ThreatModel } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { UsageError } from "../terminal.js";
import { bare, findEntity } from "./subject.js";

function missing(option: string, text: string, what: string, list: readonly Entity[]): UsageError {
  const near = nearest(
    text,
    list.flatMap(({ name, ids }) => [name, ...ids]),
  );
  const some = list.slice(0, 8).map(({ name }) => visible(name));
  const known =
    list.length === 0
      ? `The model has no ${what}.`
      : `There are ${some.join(", ")}${list.length > some.length ? " …" : ""}.`;
  return new UsageError(
    `--${option} ${visible(text)}: no ${what} has this name`,
    near === null ? known : `Did you mean ${visible(near)}?`,
  );
}

/** The key of the boundary that `--boundary` names, by id or name; a UsageError with the nearest where there is none. */
export function boundaryNamed(text: string, { boundaries }: ThreatModel): string {
  const found = findEntity(boundaries, text, bare(text)) ?? boundaries.find(({ name }) => name === text.trim());
  if (found === undefined) throw missing("boundary", text, "trust boundary", boundaries);
  return found.key;
}

/** The key of the component that `--actor` names, by id, path or name; a UsageError with the nearest where there is none. */
export function actorNamed(text: string, { components }: ThreatModel): string {
  const found = findEntity(components, text, componentKey(pathSegments(text.replace(/^[#@]+/, ""))));
  if (found === undefined) {
    const actors = components.filter(({ role }) => role === "actor" || role === "external-entity");
    throw missing("actor", text, "actor or component", [
      ...actors,
      ...components.filter((one) => !actors.includes(one)),
    ]);
  }
  return found.key;
}
