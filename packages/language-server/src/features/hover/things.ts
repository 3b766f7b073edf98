import type { Claim, MentionKind } from "@threatloom/model";
import { listOf } from "../../markup.js";
import { namesFor } from "../../shelf.js";
import { placeLink, statusWords } from "./words.js";
import { componentBlocks, groupBlocks } from "./component.js";
import { claimLine, countWords, definedLine, description, flowWords, heading, worstFirst } from "./lines.js";
import type { Telling } from "./sight.js";

async function threatBlocks(sight: Telling, key: string): Promise<string[] | null> {
  const { markup, book } = sight;
  const threat = book.threat(key);
  if (threat === undefined) return null;
  const claims = book.claimsAgainst(key);
  const pairs = book.pairsOf(key);
  const name = await namesFor(sight.view.project, threat.references);
  const tests = new Set(pairs.flatMap((pair) => pair.tests));
  const severity = threat.severity === null ? "threat" : `threat, ${threat.severity}`;
  return [
    heading(sight, threat, severity),
    description(sight, threat),
    definedLine(sight, threat),
    ...listOf(markup, "References", threat.references, (text) => markup.text(name(text))),
    ...listOf(markup, `Status: ${countWords(pairs)}`, worstFirst(pairs), (pair) =>
      markup.text(`${statusWords(pair)}: ${book.names.component(pair.component)}`),
    ),
    ...listOf(
      markup,
      "Claims",
      claims.filter(({ kind }) => kind !== "test"),
      (claim) => claimLine(sight, claim),
    ),
    ...listOf(
      markup,
      "Tests",
      [...tests].sort((a, b) => a - b).flatMap((at) => sight.view.model.claims[at] ?? []),
      (claim) => claimLine(sight, claim),
    ),
  ];
}

function controlBlocks(sight: Telling, key: string): string[] | null {
  const { markup, book } = sight;
  const control = book.control(key);
  if (control === undefined) return null;
  const claims = book.claimsWith(key);
  const against = claims.filter(({ kind }) => kind === "mitigation");
  const tests = claims.filter(({ kind }) => kind === "test");
  const others = claims.filter(({ kind }) => kind !== "test" && kind !== "mitigation");
  const statusOf = ({ component, threat }: Claim): string => {
    const pair = book.pair(component, threat);
    return pair === undefined ? "" : `${statusWords(pair)}: `;
  };
  return [
    heading(sight, control, "control"),
    description(sight, control),
    definedLine(sight, control),
    ...listOf(
      markup,
      "Stands against",
      against,
      (claim) =>
        `${markup.text(`${statusOf(claim)}${book.names.threat(claim.threat ?? "?")} on ${book.names.component(claim.component ?? "?")}`)} (${placeLink(markup, sight.desk, claim.location)})`,
    ),
    ...(tests.length === 0 && against.length > 0 ? ["No test claim names it."] : []),
    ...listOf(markup, "Tests", tests, (claim) => claimLine(sight, claim)),
    ...listOf(markup, "Claims", others, (claim) => claimLine(sight, claim)),
  ];
}

/** How sensitive data is: `pci, as sensitive as restricted` is not said here, only what was declared. */
function levelWords({ view }: Telling, level: string | null): string {
  if (level === null) return "data asset without a level";
  const { order, classes } = view.model.sensitivity;
  const at = order.indexOf(level.toLowerCase());
  if (at >= 0) return `data asset, ${level} (level ${at + 1} of ${order.length}: ${order.join(" < ")})`;
  return `data asset, ${level}${classes.includes(level.toLowerCase()) ? " (a class)" : ""}`;
}

function dataBlocks(sight: Telling, key: string): string[] | null {
  const { markup, book, view } = sight;
  const asset = book.data(key);
  if (asset === undefined) return null;
  const handling = view.model.claims.filter(({ kind, data }) => kind === "handling" && data === key);
  const holding = view.model.facts.filter(
    ({ on, property, value }) => (on === "component" || on === "flow") && property === "data" && value.includes(key),
  );
  const flows = new Map(view.model.flows.map((flow) => [flow.id, flow]));
  const holder = (id: string): string => {
    const flow = flows.get(id);
    return flow === undefined ? book.names.component(id) : flowWords(sight, flow);
  };
  return [
    heading(sight, asset, markup.text(levelWords(sight, asset.level))),
    description(sight, asset),
    definedLine(sight, asset),
    ...listOf(markup, "Handled by", handling, (claim) => claimLine(sight, claim)),
    ...listOf(markup, "Named by properties of", holding, (fact) => markup.text(holder(fact.key))),
  ];
}

function boundaryBlocks(sight: Telling, key: string): string[] | null {
  const { markup, book, view } = sight;
  const boundary = book.boundary(key);
  if (boundary === undefined) return null;
  const { kind, between, contains } = boundary;
  const what = {
    zone: "zone: the first segment of paths is a trust boundary",
    declared: "trust boundary",
    between: "trust boundary between two components",
  }[kind];
  const crossing = view.model.flows.filter(({ crosses }) => crosses.includes(key));
  return [
    heading(sight, boundary, what),
    description(sight, boundary),
    ...(kind === "zone" ? [] : [definedLine(sight, boundary)]),
    ...listOf(markup, "Between", between ?? [], (one) => markup.text(book.names.component(one))),
    ...listOf(markup, `Inside (${contains.length})`, contains, (one) => markup.text(book.names.component(one))),
    ...listOf(markup, `Flows across it (${crossing.length})`, crossing, (flow) => markup.text(flowWords(sight, flow))),
  ];
}

/** What the model says of a thing; null where it knows nothing. */
export async function thingBlocks(sight: Telling, kind: MentionKind, key: string): Promise<string[] | null> {
  switch (kind) {
    case "component":
      return componentBlocks(sight, key) ?? boundaryBlocks(sight, key) ?? groupBlocks(sight, key);
    case "threat":
      return threatBlocks(sight, key);
    case "control":
      return controlBlocks(sight, key);
    case "data":
      return dataBlocks(sight, key);
    case "boundary":
      return boundaryBlocks(sight, key);
    case "segment":
      return null;
  }
}
