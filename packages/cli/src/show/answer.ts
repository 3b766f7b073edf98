import {
  componentsBelow,
  type Claim,
  type Component,
  type Entity,
  type Flow,
  type Names,
  type PairStatus,
  type SourceRecord,
  type Status,
  type ThreatModel,
} from "@threatloom/model";
import { factLines } from "./facts.js";
import type { Subject } from "./subject.js";

/** A claim as `show` gives it. */
export interface ShownClaim {
  kind: Claim["kind"];
  open: boolean;
  expired: boolean;
  /** Control, reason or text: whatever the claim says besides its component and threat. */
  says: string | null;
  component: string | null;
  threat: string | null;
  function: string | null;
  place: string;
  /** As written, with the names their catalogues have for them. */
  references: string[];
}

/** The standing of one threat on one component, with its claims. */
export interface ShownPair {
  component: string;
  threat: string;
  status: Status;
  tested: boolean;
  claims: ShownClaim[];
}

/** The answer to "what protects this?". */
export interface Answer {
  subject: string;
  kind: Subject["kind"];
  /** Facts about it, as label and text: role, boundaries, owners, description. */
  facts: [string, string][];
  pairs: ShownPair[];
  /** Claims that belong to no pair: reviews, assumptions, handling, tests … */
  others: ShownClaim[];
  flows: string[];
}

/** The model and the names of what is in it, references included. */
export interface Shown {
  model: ThreatModel;
  names: Names;
}

const PAIRED = new Set<Claim["kind"]>(["exposure", "mitigation", "acceptance", "transfer"]);

function shown(claim: Claim, { names }: Shown): ShownClaim {
  const { location, symbol } = claim;
  const said = claim.control === null ? claim.data && names.data(claim.data) : names.control(claim.control);
  const says = [said, claim.subject, claim.detail, claim.description].filter((text) => text !== null && text !== "");
  return {
    kind: claim.kind,
    open: claim.open,
    expired: claim.expired,
    says: says.length > 0 ? says.join(" — ") : null,
    component: claim.component && names.component(claim.component),
    threat: claim.threat && names.threat(claim.threat),
    function: symbol && symbol.name,
    place: `${location.file}:${location.line}`,
    references: claim.references.map(names.reference),
  };
}

function shownPair(pair: PairStatus, known: Shown): ShownPair {
  const { model, names } = known;
  const indices = [...pair.exposures, ...pair.mitigations, ...pair.acceptances, ...pair.transfers, ...pair.tests];
  return {
    component: names.component(pair.component),
    threat: names.threat(pair.threat),
    status: pair.status,
    tested: pair.tested,
    claims: indices.map((index) => shown(model.claims[index]!, known)),
  };
}

function flowText(flow: Flow, { model, names }: Shown): string {
  const known = factLines(model, "flow", flow.id).map(([property, text]) => `${property} ${text}`);
  const label = [flow.label, flow.medium && `via ${flow.medium}`].filter((text) => text !== null).join(" ");
  const arrow = flow.bidirectional ? "<->" : "->";
  return `${names.component(flow.from)} ${arrow} ${names.component(flow.to)}${label === "" ? "" : `: ${label}`}${known.length === 0 ? "" : ` [${known.join("; ")}]`}`;
}

/** Answers "what protects this?" for a component, threat, control or place in the source. */
export function answer(subject: Subject, known: Shown, records: readonly SourceRecord[]): Answer {
  const { model, names } = known;
  if (subject.kind === "component") return componentAnswer(subject.key, known);
  if (subject.kind === "place") return placeAnswer(subject.file, subject.line, known, records);
  const { kind } = subject;
  const list: readonly Entity[] = { threat: model.threats, control: model.controls, data: model.data }[kind];
  const references = model.threats.find(({ key }) => kind === "threat" && key === subject.key)?.references ?? [];
  const entity = list.find(({ key }) => key === subject.key)!;
  const concerns = (claim: Claim): boolean => claim[kind] === subject.key;
  const pairs = model.pairs.filter((pair) =>
    kind === "threat" ? pair.threat === subject.key : pair.mitigations.some((index) => concerns(model.claims[index]!)),
  );
  return {
    subject: entity.name,
    kind: subject.kind,
    facts: facts([
      ["ids", entity.ids.join(", ")],
      ["description", entity.description ?? ""],
      ["references", references.map(names.reference).join(", ")],
      ...(kind === "data" ? factLines(model, "data", subject.key) : []),
    ]),
    pairs: pairs.map((pair) => shownPair(pair, known)),
    others: model.claims
      .filter((claim) => concerns(claim) && !PAIRED.has(claim.kind))
      .map((claim) => shown(claim, known)),
    flows: [],
  };
}

const facts = (all: [string, string][]): [string, string][] => all.filter(([, text]) => text !== "");

function componentAnswer(key: string, known: Shown): Answer {
  const { model } = known;
  const below = componentsBelow(model, key);
  const component = below.find((c) => c.key === key);
  const keys = new Set(below.map((c) => c.key));
  const own = (claim: Claim): boolean => claim.component !== null && keys.has(claim.component);
  return {
    subject: component?.name ?? groupName(below[0]!, key),
    kind: "component",
    facts: component ? componentFacts(component, known) : groupFacts(key, below, model),
    pairs: model.pairs.filter((pair) => keys.has(pair.component)).map((pair) => shownPair(pair, known)),
    others: model.claims.filter((claim) => own(claim) && !PAIRED.has(claim.kind)).map((claim) => shown(claim, known)),
    flows: model.flows.filter((flow) => keys.has(flow.from) || keys.has(flow.to)).map((flow) => flowText(flow, known)),
  };
}

function groupFacts(key: string, below: readonly Component[], model: ThreatModel): [string, string][] {
  return [["components", below.map(({ name }) => name).join(", ")], ...factLines(model, "boundary", key)];
}

/** The path of a boundary or group, as the first component below it writes it. */
function groupName(inside: Component, key: string): string {
  return inside.segments.slice(0, key.split(":").length).join(":");
}

function componentFacts(component: Component, { model, names }: Shown): [string, string][] {
  return facts([
    ["role", component.roleInferred ? `${component.role} (inferred)` : component.role],
    ["ids", component.ids.join(", ")],
    ["boundaries", component.boundaries.map((b) => names.boundary(b)).join(", ")],
    ["owners", component.owners.join(", ")],
    ["description", component.description ?? ""],
    ...factLines(model, "component", component.key).filter(([property]) => property !== "role"),
  ]);
}

function placeAnswer(file: string, line: number | null, known: Shown, records: readonly SourceRecord[]): Answer {
  const { model } = known;
  const symbols = records.find((record) => record.path === file)?.symbols ?? [];
  const around = line === null ? [] : symbols.filter((s) => s.line <= line && line <= s.endLine);
  // A line that holds an annotation is about what the annotation is bound to.
  const said = model.claims.find((c) => c.location.file === file && c.location.line === line)?.symbol;
  const symbol = said ?? around.sort((a, b) => b.line - a.line || a.endLine - b.endLine)[0];
  const wanted = new Set(symbol ? [symbol.name, ...(symbol.parent === null ? [] : [symbol.parent])] : []);
  const here = (claim: Claim): boolean =>
    claim.location.file === file &&
    (line === null ||
      claim.location.line === line ||
      (claim.symbol === null ? !symbol : wanted.has(claim.symbol.name)));
  const claims = model.claims.filter(here);
  const pairs = model.pairs.filter((pair) =>
    claims.some((c) => c.component === pair.component && c.threat === pair.threat),
  );
  return {
    subject: line === null ? file : `${file}:${line}`,
    kind: "place",
    facts: facts([["function", symbol?.name ?? ""]]),
    pairs: pairs.map((pair) => shownPair(pair, known)),
    others: claims.filter((claim) => !PAIRED.has(claim.kind)).map((claim) => shown(claim, known)),
    flows: model.flows
      .filter((flow) => flow.location.file === file && (line === null || flow.symbol?.name === symbol?.name))
      .map((flow) => flowText(flow, known)),
  };
}
