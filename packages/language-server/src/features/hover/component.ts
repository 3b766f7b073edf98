import type { Claim, Component } from "@threatloom/model";
import { listOf } from "../../markup.js";
import { placeLink, statusWords } from "./words.js";
import { claimLine, countWords, definedLine, description, flowWords, heading, worstFirst } from "./lines.js";
import type { Telling } from "./sight.js";

/** Claims that are said of a component and stand in no status: they say what it is, and what is done about it. */
const SPOKEN: ReadonlySet<Claim["kind"]> = new Set([
  "assumption",
  "detection",
  "entitlement",
  "handling",
  "responsibility",
  "review",
  "test",
]);

function about(sight: Telling, component: Component): string {
  const { markup, book } = sight;
  const { boundaries, owners } = component;
  const lines = [
    ...(boundaries.length > 0
      ? [`- inside ${boundaries.map((key) => markup.text(book.names.boundary(key))).join(", ")}`]
      : []),
    ...(owners.length > 0 ? [`- owned by ${owners.map((owner) => markup.text(owner)).join(", ")}`] : []),
  ];
  return lines.join("\n");
}

/** What the model says of a component; null where it has none of this key. */
export function componentBlocks(sight: Telling, key: string): string[] | null {
  const { markup, book, desk } = sight;
  const component = book.component(key);
  if (component === undefined) return null;
  const pairs = book.pairsOn(key);
  const flows = book.flowsAt(key);
  const [ins, outs] = [flows.filter(({ to }) => to === key), flows.filter(({ from }) => from === key)];
  const claims = book.claimsOn(key).filter(({ kind }) => SPOKEN.has(kind));
  const role = `${component.role}${component.roleInferred ? " (inferred)" : ""}`;
  const flowLine = (flow: (typeof flows)[number]): string =>
    `${markup.text(flowWords(sight, flow))} (${placeLink(markup, desk, flow.location)})`;
  return [
    heading(sight, component, role),
    description(sight, component),
    about(sight, component),
    definedLine(sight, component),
    ...(pairs.length === 0 ? ["No threat is named for it."] : []),
    ...listOf(markup, `Threats: ${countWords(pairs)}`, worstFirst(pairs), (pair) => {
      const severity = pair.severity === null ? "" : ` (${pair.severity})`;
      return markup.text(`${statusWords(pair)}: ${book.names.threat(pair.threat)}${severity}`);
    }),
    ...listOf(markup, `Flows in (${ins.length})`, ins, flowLine),
    ...listOf(markup, `Flows out (${outs.length})`, outs, flowLine),
    ...listOf(markup, "Also said of it", claims, (claim) => claimLine(sight, claim)),
  ];
}

/** What lies below a part of paths that is no component itself; null where nothing does. */
export function groupBlocks({ markup, book, view }: Telling, key: string): string[] | null {
  const below = view.model.components.filter((component) => component.key.startsWith(`${key}:`));
  if (below.length === 0) return null;
  const depth = key.split(":").length;
  const name = below[0]!.segments.slice(0, depth).join(":");
  return [
    `${markup.strong(name)} — a group of ${below.length === 1 ? "one component" : `${below.length} components`}`,
    ...listOf(markup, "Below it", below, (one) => markup.text(`${book.names.component(one.key)}, ${one.role}`)),
  ];
}
