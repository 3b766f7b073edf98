import { ASVS_VERSION, compareIds, findEntry, requirementNumbers, type Shelf } from "@threatloom/catalog";
import {
  componentNamed,
  identity,
  type Component,
  type ConfiguredRequirement,
  type Requirement,
  type RequirementReport,
  type ThreatModel,
} from "@threatloom/model";
import type { AnalysisOptions, Found } from "../findings.js";
import type { Rule } from "../rule.js";
import { askingOf } from "./asking.js";
import { asksOf, type Ask } from "./asks.js";
import { reportOf } from "./progress.js";
import type { Standing } from "./standing.js";

/**
 * Where several threats ask for the same, the worst of them counts: one open exposure is enough not to be according, one
 * threat without evidence keeps the work from being done, and a requirement that still applies for one threat applies.
 */
const WORST_FIRST: readonly Standing["status"][] = ["not according", "to do", "done", "not applicable"];

/** One requirement of one component, with every reason for it. */
interface Cell {
  component: Component;
  number: string;
  asks: Ask[];
  configured: ConfiguredRequirement | null;
}

const sorted = (keys: readonly (string | null)[]): string[] => [...new Set(keys.filter((key) => key !== null))].sort();

/** The same claim may answer several threats; it is quoted once. */
function evidenceOf(asks: readonly Ask[]): Requirement["evidence"] {
  const all = asks.flatMap(({ standing }) => standing.evidence);
  if (asks.length < 2) return all;
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Name and level of a requirement; of one that the table does not hold, the name of its section. */
function describe(number: string, shelf: Shelf): Pick<Requirement, "level" | "name"> {
  const find = (id: string): ReturnType<typeof findEntry> =>
    findEntry(shelf, { catalog: "asvs", id, version: ASVS_VERSION, named: true });
  const { name = number, level = null } = (find(number) ?? find(number.slice(0, number.lastIndexOf("."))))?.entry ?? {};
  return { name, level };
}

function settle({ component, number, asks, configured }: Cell, shelf: Shelf): Requirement {
  const worst = WORST_FIRST.find((status) => asks.some(({ standing }) => standing.status === status)) ?? "to do";
  const deciding = asks.filter(({ standing }) => standing.status === worst);
  const { name, level } = describe(number, shelf);
  return {
    key: identity("requirement", component.key, number),
    component: component.key,
    id: `v${ASVS_VERSION}-${number}`,
    name,
    level,
    status: worst === "to do" && configured?.running === true ? "running" : worst,
    verified: worst === "done" && deciding.every(({ standing }) => standing.verified),
    owner: configured?.owner ?? (component.owners.length > 0 ? component.owners.join(", ") : null),
    note: configured?.note ?? null,
    threats: sorted(asks.map(({ threat }) => threat)),
    rules: sorted(asks.map(({ rule }) => rule)),
    evidence: evidenceOf(deciding),
  };
}

/** Sorts reasons and settings into cells. What somebody works on is listed although no threat asks for it. */
function cellsOf(model: ThreatModel, asks: readonly Ask[], configured: readonly ConfiguredRequirement[]): Cell[] {
  const components = new Map(model.components.map((component) => [component.key, component]));
  const cells = new Map<string, Cell>();
  const cell = (key: string, number: string): Cell | null => {
    const component = components.get(key);
    if (component === undefined) return null;
    const id = `${key}\n${number}`;
    const found = cells.get(id) ?? { component, number, asks: [], configured: null };
    cells.set(id, found);
    return found;
  };
  for (const ask of asks) cell(ask.component, ask.number)?.asks.push(ask);
  for (const one of configured) {
    const component = componentNamed(model, one.component)?.key ?? "";
    if (!one.running && !cells.has(`${component}\n${one.number}`)) continue;
    const found = cell(component, one.number);
    if (found) found.configured = one;
  }
  return [...cells.values()];
}

/**
 * The security requirements of every component: what its threats and the rules ask for by way of weaknesses and attack
 * patterns, and how far each is by what the code claims. What the configuration says of components and requirements that
 * are not there is left out.
 */
export function requirementsOf(
  model: ThreatModel,
  found: Found,
  rules: readonly Rule[],
  { settings }: AnalysisOptions,
): RequirementReport {
  const asking = askingOf(model, rules);
  const cells = cellsOf(model, asksOf(model, found, asking, settings), settings.requirements);
  const order = new Map(model.components.map(({ key }, index) => [key, index]));
  const known = new Set(requirementNumbers());
  cells.sort((a, b) => order.get(a.component.key)! - order.get(b.component.key)! || compareIds(a.number, b.number));
  return reportOf(cells.filter(({ number }) => known.has(number)).map((one) => settle(one, asking.shelf)));
}
