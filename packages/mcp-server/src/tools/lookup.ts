import { namesOf, nearest, type Entity, type Names, type ThreatModel } from "@threatloom/model";
import { z } from "zod";
import { listed, quoted } from "../clean.js";
import { findEntities, thingKinds, thingsOf, type ThingKind } from "../find.js";
import { pageInput, pageOf } from "../page.js";
import { claimOutput, flowOutput, pairOutput, shownClaim, shownFlow, shownPair } from "../shown.js";
import { tool } from "../tool.js";
import { isProblem, type Problem } from "../types.js";
import { counted } from "../words.js";

/** Of the lists beside the claims only so much is shown. */
const MOST = 25;

const match = z.object({
  kind: z.enum(thingKinds),
  name: z.string(),
  ids: z.array(z.string()),
  defined: z.string().nullable().describe("file:line; null where it is only mentioned"),
  claims: z.int(),
  openExposures: z.int(),
});

const detail = match.extend({
  description: z.string().nullable(),
  facts: z.array(z.string()).describe("Role, boundaries, owners, severity, references"),
  statuses: z.array(pairOutput).describe(`Where it stands, at most ${MOST}`),
  flows: z.array(flowOutput).describe(`At most ${MOST}`),
  claims: z.int(),
});

const data = z.object({
  detail: detail.nullable().describe("Where exactly one thing has the name or id"),
  matches: z.array(match).describe("Where several fit, or nothing was asked for: a page of them"),
  claims: z.array(claimOutput).describe("With detail: a page of the claims about it"),
});

interface Found {
  kind: ThingKind;
  entity: Entity;
}

function about({ kind, entity }: Found, model: ThreatModel): ThreatModel["claims"] {
  if (kind !== "component") return model.claims.filter((claim) => claim[kind] === entity.key);
  return model.claims.filter(({ component, target }) => component === entity.key || target === entity.key);
}

function shownMatch(found: Found, claims: readonly ThreatModel["claims"][number][]): z.input<typeof match> {
  const { entity, kind } = found;
  const place = entity.definitions[0];
  return {
    kind,
    name: entity.name,
    ids: entity.ids.slice(0, MOST),
    defined: place === undefined ? null : `${place.file}:${place.line}`,
    claims: claims.length,
    openExposures: claims.filter(({ open }) => open).length,
  };
}

function factsOf({ kind, entity }: Found, model: ThreatModel, names: Names): string[] {
  const component = kind === "component" ? model.components.find(({ key }) => key === entity.key) : undefined;
  const threat = kind === "threat" ? model.threats.find(({ key }) => key === entity.key) : undefined;
  const asset = kind === "data" ? model.data.find(({ key }) => key === entity.key) : undefined;
  const lines: [string, string | null | undefined][] = [
    ["role", component && `${component.role}${component.roleInferred ? " (inferred)" : ""}`],
    ["boundaries", component?.boundaries.map(names.boundary).join(", ")],
    ["owners", component?.owners.join(", ")],
    ["severity", threat?.severity],
    ["references", threat?.references.map(names.reference).join(", ")],
    ["level", asset?.level],
  ];
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${text}`] : []));
}

function detailOf(found: Found, model: ThreatModel, names: Names): z.input<typeof detail> {
  const { entity, kind } = found;
  const { key } = entity;
  const uses = new Set(kind === "component" || kind === "threat" ? [] : about(found, model));
  const pairs = model.pairs.filter((pair) => {
    if (kind === "component" || kind === "threat") return pair[kind] === key;
    return [...pair.mitigations, ...pair.tests].some((index) => uses.has(model.claims[index]!));
  });
  const flows = kind === "component" ? model.flows.filter(({ from, to }) => from === key || to === key) : [];
  return {
    ...shownMatch(found, about(found, model)),
    description: entity.description,
    facts: factsOf(found, model, names),
    statuses: pairs.slice(0, MOST).map((pair) => shownPair(pair, names)),
    flows: flows.slice(0, MOST).map((flow) => shownFlow(flow, names)),
  };
}

function nothing(query: string, kinds: readonly ThingKind[], model: ThreatModel): Problem {
  const known = kinds.flatMap((kind) => thingsOf(model, kind).flatMap(({ name, ids }) => [name, ...ids]));
  const near = nearest(query, known);
  const some = known.length === 0 ? "The model holds none yet." : `There are ${listed(known)}.`;
  return {
    problem: `No ${kinds.join(", ")} has a name or id that is, or starts with, ${quoted(query)}.`,
    next: near === null ? `${some} Call without query to list them.` : `Did you mean ${quoted(near)}?`,
  };
}

/** `lookup`: components, threats, controls and data by name, id or the start of one. */
export const lookupTool = tool({
  name: "lookup",
  title: "Look up components, threats, controls and data",
  description:
    "What the threat model knows of a component, threat, control or data asset, by name, id or the start of one: its definition, the status of its threats, flows, and a page of the claims about it. Without query it lists them; use the ids and names it gives when writing annotations.",
  input: z.strictObject({
    query: z.string().max(500).optional().describe("App:Web, #sqli, SQL injection, or a start such as App"),
    kind: z.enum(thingKinds).optional().describe("Look among these only"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("model");
    if (isProblem(state)) return state;
    const { model, references } = state.scan;
    const names = namesOf(model, references);
    const kinds = args.kind === undefined ? thingKinds : [args.kind];
    const query = args.query?.trim() ?? "";
    const found = kinds.flatMap((kind) =>
      findEntities(model, kind, query).map((one) => ({ kind, entity: one.entity, exact: one.exact })),
    );
    if (query !== "" && found.length === 0) return nothing(query, kinds, model);
    const exact = found.filter((one) => one.exact);
    const only = exact.length === 1 ? exact[0]! : found.length === 1 && query !== "" ? found[0]! : null;
    const version = `${state.source.content}${only === null ? query : ""}`;
    const { source } = state;
    if (only === null) {
      const of = claimsByKey(model);
      const matches = found.map((one) => shownMatch(one, of(one)));
      const paged = pageOf(matches, args, version);
      if (isProblem(paged)) return paged;
      const summary = `${counted(found.length, "match", "matches")}.`;
      return { summary, source, page: paged.page, data: { detail: null, matches: paged.items, claims: [] } };
    }
    const claims = about(only, model).map((claim) => shownClaim(claim, names));
    const paged = pageOf(claims, args, version);
    if (isProblem(paged)) return paged;
    const summary = `One ${only.kind} with ${counted(claims.length, "claim")}.`;
    return {
      summary,
      source,
      page: paged.page,
      data: { detail: detailOf(only, model, names), matches: [], claims: paged.items },
    };
  },
});

/** The claims about each thing, sorted once for all of them. */
function claimsByKey(model: ThreatModel): (found: Found) => ThreatModel["claims"] {
  const lists = new Map<string, ThreatModel["claims"]>();
  for (const claim of model.claims) {
    for (const kind of thingKinds) {
      if (claim[kind] === null) continue;
      const key = `${kind}\n${claim[kind]}`;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [claim]);
      else list.push(claim);
    }
  }
  return ({ kind, entity }) => lists.get(`${kind}\n${entity.key}`) ?? [];
}
