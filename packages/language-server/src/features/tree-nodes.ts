import type { LiveView } from "@threatloom/engine";
import { worstStatus, type Claim, type Component, type PairStatus } from "@threatloom/model";
import { oneLine } from "@threatloom/reporters";
import type { Desk } from "../desk.js";
import { placer, type Placer } from "../locations.js";
import type { TreeNode } from "../protocol.js";
import { gathered, standingOf, type Standing } from "../standing.js";
import { claimLabel, modelNames } from "../words.js";

/** What the nodes of one project are made of. */
interface Making {
  view: LiveView;
  standing: Standing;
  detections: ReadonlyMap<string, readonly Claim[]>;
  place: Placer;
}

/** The claims behind a pair, exposures first, each kind in file order. */
function claimsOf({ view, detections }: Making, pair: PairStatus): Claim[] {
  const { exposures, mitigations, acceptances, transfers, tests } = pair;
  const indices = [exposures, mitigations, acceptances, transfers, tests].flat();
  const own = indices.map((index) => view.model.claims[index]!);
  return [...own, ...(detections.get(`${pair.component}\n${pair.threat}`) ?? [])];
}

function claimNode(making: Making, claim: Claim, id: string): TreeNode {
  const { file, line } = claim.location;
  return {
    id,
    kind: "claim",
    label: oneLine(claimLabel(claim, modelNames(making.view.model))),
    description: oneLine(`${file}:${line}`),
    status: making.standing.status(claim),
    location: making.place(claim.location),
    children: [],
  };
}

/** The same thing may be said twice on one symbol: the second is told from the first by its number. */
function claimNodes(making: Making, claims: readonly Claim[], above: string): TreeNode[] {
  const seen = new Map<string, number>();
  return claims.map((claim) => {
    const count = (seen.get(claim.id) ?? 0) + 1;
    seen.set(claim.id, count);
    return claimNode(making, claim, JSON.stringify([above, claim.id, count]));
  });
}

function threatNode(making: Making, pair: PairStatus, above: string, definedAt: TreeNode["location"]): TreeNode {
  const { status, tested, threat, severity } = pair;
  const id = JSON.stringify([above, threat]);
  const words = [status, ...(tested ? ["tested"] : []), ...(severity === null ? [] : [severity])];
  const children = claimNodes(making, claimsOf(making, pair), id);
  return {
    ...{ id, kind: "threat" as const, label: oneLine(modelNames(making.view.model).threat(threat)) },
    ...{ description: words.join(", "), status, children },
    location: definedAt ?? children[0]?.location ?? null,
  };
}

function componentNode(
  making: Making,
  component: Component,
  base: string,
  threats: ReadonlyMap<string, TreeNode["location"]>,
): TreeNode {
  const pairs = making.standing.pairsOf(component.key);
  const id = JSON.stringify([base, component.key]);
  const children = pairs.map((pair) => threatNode(making, pair, id, threats.get(pair.threat) ?? null));
  const [defined] = component.definitions;
  return {
    ...{ id, kind: "component" as const, label: oneLine(component.name), description: component.role, children },
    status: worstStatus(pairs.map(({ status }) => status)),
    location: defined === undefined ? (children[0]?.children[0]?.location ?? null) : making.place(defined),
  };
}

/** The tree of one project: components, their threats, and what is claimed of these. */
export function treeOf(desk: Desk, view: LiveView): TreeNode[] {
  const { model } = view;
  const place = placer(desk);
  const detections = gathered(
    model.claims.filter(({ kind }) => kind === "detection"),
    ({ component, threat }) => `${component}\n${threat}`,
  );
  const making = { view, standing: standingOf(view), detections, place };
  const threats = new Map(
    model.threats.map(({ key, definitions: [first] }) => [key, first === undefined ? null : place(first)]),
  );
  return model.components.map((component) => componentNode(making, component, desk.base, threats));
}
