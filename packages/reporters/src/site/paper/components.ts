import { statuses, type Claim, type Component, type Names, type PairStatus, type ThreatModel } from "@threatloom/model";
import { groupBy } from "../../collections.js";
import { claimsAt, counted } from "../../view.js";
import { element, joined, said, type Markup } from "./markup.js";
import { fitting, leftOut } from "./room.js";
import { claimLine } from "./words.js";

/** Claims of one kind that belong to no threat and are told of in any case. */
const LOOSE: readonly Claim["kind"][] = ["assumption", "detection", "entitlement", "responsibility", "review"];
/** Claims behind one threat, and names of components, before the rest is only counted. */
const MOST_CLAIMS = 12;
const MOST_NAMES = 200;

/** Every component of which something is said, in short; the others are only named. */
export function componentsPart(model: ThreatModel, names: Names, room: number): Markup[] {
  const pairs = groupBy(model.pairs, ({ component }) => component);
  const loose = groupBy(
    model.claims.filter(({ kind }) => LOOSE.includes(kind)),
    ({ component }) => component,
  );
  const told = (one: Component): boolean => pairs.has(one.key) || loose.has(one.key) || one.description !== null;
  const full = model.components
    .filter(told)
    .map((one) => componentPart(one, pairs.get(one.key) ?? [], loose.get(one.key) ?? [], model, names));
  if (model.components.length === 0) return [];
  const { kept, left } = fitting(full, room);
  return [
    element("h2", said("Components")),
    ...kept,
    ...leftOut(left, "component"),
    ...bare(model.components.filter((one) => !told(one))),
  ];
}

function bare(components: readonly Component[]): Markup[] {
  if (components.length === 0) return [];
  const named = components.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = components.length > named.length ? ` and ${components.length - named.length} more` : "";
  return [
    element("p", said(`${counted(components.length, "component")} without threats: ${named.join(", ")}${more}.`)),
  ];
}

function componentPart(
  { name, role, roleInferred, boundaries, owners, description }: Component,
  pairs: readonly PairStatus[],
  loose: readonly Claim[],
  model: ThreatModel,
  names: Names,
): Markup {
  const facts = [
    `${role}${roleInferred ? " (inferred)" : ""}`,
    ...(boundaries.length > 0 ? [`in ${boundaries.map(names.boundary).join(", ")}`] : []),
    ...(owners.length > 0 ? [`owned by ${owners.join(", ")}`] : []),
  ];
  const sorted = [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  const lines = [
    ...sorted.map((pair) => pairPart(pair, model, names)),
    ...loose.slice(0, MOST_CLAIMS).map((claim) => element("li", claimLine(claim, names))),
    ...more(loose.length - MOST_CLAIMS),
  ];
  return element(
    "section",
    joined([
      element("h3", said(name)),
      element("p", said(facts.join(" · "))),
      ...(description === null ? [] : [element("p", said(description))]),
      ...(lines.length === 0 ? [] : [element("ul", joined(lines))]),
    ]),
  );
}

function pairPart(pair: PairStatus, model: ThreatModel, names: Names): Markup {
  const { threat, status, severity, tested, detectable } = pair;
  const facts = [
    status,
    ...(severity === null ? [] : [severity]),
    ...(tested ? ["tested"] : []),
    ...(detectable ? ["detectable"] : []),
  ];
  const { exposures, mitigations, acceptances, transfers, tests } = pair;
  const claims = claimsAt(model, [...exposures, ...mitigations, ...acceptances, ...transfers, ...tests]);
  const lines = claims.slice(0, MOST_CLAIMS).map((claim) => element("li", claimLine(claim, names)));
  return element(
    "li",
    joined(
      [
        element("b", said(names.threat(threat))),
        said(`— ${facts.join(", ")}`),
        element("ul", joined([...lines, ...more(claims.length - MOST_CLAIMS)])),
      ],
      " ",
    ),
  );
}

function more(left: number): Markup[] {
  return left > 0 ? [element("li", said(`and ${counted(left, "more claim")}`))] : [];
}
