import { factsOf, sameBranch, UNKNOWN, type Flow, type ThreatModel } from "@threatloom/model";

/** Whether a flow declares what calls show between two components, whichever way its arrow points. */
export function covers(flow: Pick<Flow, "from" | "to">, from: string, to: string): boolean {
  return (
    (sameBranch(flow.from, from) && sameBranch(flow.to, to)) || (sameBranch(flow.from, to) && sameBranch(flow.to, from))
  );
}

/** The flows of a model that may be calls: what goes over a network, to people or to others' systems is no call here. */
export function callableFlows(model: ThreatModel): Flow[] {
  const facts = factsOf(model);
  const roles = new Map(model.components.map(({ key, role }) => [key, role]));
  const isOutside = (key: string): boolean =>
    ["actor", "external-entity"].includes(roles.get(key) ?? "") || facts.component(key)["third-party"].value === "yes";
  return model.flows.filter(({ id, from, to, medium }) => {
    if (medium !== null || facts.flow(id).protocol.value !== UNKNOWN) return false;
    return !sameBranch(from, to) && !isOutside(from) && !isOutside(to);
  });
}
