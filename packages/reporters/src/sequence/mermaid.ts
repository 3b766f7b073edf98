import { factsOf, namesOf, UNKNOWN, type Component, type Flow, type Names, type Report } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { collapse } from "../dfd/collapse.js";
import { accessible, label } from "../dfd/mermaid.js";
import { standingLines, wrap } from "../dfd/text.js";
import type { DrawingNode } from "../dfd/types.js";
import { STANDINGS, threatsOf, WAITING, type Threat } from "../stride/signs.js";
import { counted } from "../view.js";
import { selectFlows, type SequenceSelection } from "./select.js";

/** Messages that are drawn before the rest is only counted: more than this nobody reads, and some viewers refuse it. */
const MOST_FLOWS = 100;
/** Names of data and boundaries in one note. */
const MOST_NAMES = 4;

const ROLES: Readonly<Record<Component["role"], string | null>> = {
  actor: null,
  process: null,
  "data-store": "data store",
  "external-entity": "external entity",
};

/** What the lines of a diagram are made from. */
interface Drawing {
  report: Report;
  names: Names;
  /** The name of a participant in the diagram, by the key of its component. */
  ids: ReadonlyMap<string, string>;
  nodes: ReadonlyMap<string, DrawingNode>;
  dataOf: (flow: Flow) => string[];
  waitingOn: ReadonlyMap<string, string>;
}

/**
 * The flows of a report as a Mermaid sequence diagram, in the order in which they are declared. Participants are
 * numbered, so that no text of the repository is ever syntax; they stand in a box for each zone.
 */
export function sequenceOf(report: Report, selection: SequenceSelection): string {
  const all = selectFlows(report.model, selection);
  const flows = all.slice(0, MOST_FLOWS);
  const start = selection.actor === undefined ? [] : [selection.actor];
  const wanted = [...new Set([...start, ...flows.flatMap(({ from, to }) => [from, to])])];
  const components = new Map(report.model.components.map((one) => [one.key, one]));
  const present = wanted.flatMap((key) => components.get(key) ?? []);
  const drawing = open(report, present);
  const left = all.length - flows.length;
  const lines = [
    ...boxes(drawing, present),
    ...(flows.length > 1 ? ["autonumber"] : []),
    ...flows.flatMap((flow) => messages(drawing, flow)),
    ...(left > 0 ? [note(drawing, present, [`and ${counted(left, "more flow")} that are not drawn`])] : []),
    ...(flows.length === 0 && present.length > 0 ? [note(drawing, present, ["no flow starts here"])] : []),
  ];
  return `${[...header(report, all, present), ...lines.map((line) => `  ${line}`)].join("\n")}\n`;
}

/** What waits for somebody, and does not only rest on something that nobody said: that would mark every arrow. */
function isKnown({ status }: Threat): boolean {
  return WAITING.has(status) && status !== "possible";
}

function open(report: Report, present: readonly Component[]): Drawing {
  const { model, analysis } = report;
  const names = namesOf(model);
  const facts = factsOf(model);
  const waiting = analysis.stride.elements.flatMap(({ kind, key, entries }): [string, string][] => {
    const threats = kind === "flow" ? threatsOf(entries).filter(isKnown) : [];
    const [worst] = threats;
    return worst === undefined ? [] : [[key, `${STANDINGS[worst.status][0]} ${threats.length} ${worst.status}`]];
  });
  return {
    report,
    names,
    ids: new Map(present.map(({ key }, at) => [key, `p${at + 1}`])),
    nodes: new Map(collapse(model, (key) => key).map((node) => [node.id, node])),
    dataOf: ({ id }) => {
      const { value } = facts.flow(id).data;
      return value === UNKNOWN ? [] : value.map(names.data);
    },
    waitingOn: new Map(waiting),
  };
}

function header({ project, model }: Report, flows: readonly Flow[], present: readonly Component[]): string[] {
  const shown = `Sequence of ${counted(flows.length, "flow")} between ${counted(present.length, "participant")}`;
  const empty = model.flows.length === 0 ? ["%% No flow is declared by an annotation yet"] : [];
  return ["sequenceDiagram", ...empty, `  accTitle: Sequence of ${accessible(project)}`, `  accDescr: ${shown}`];
}

/** The participants in a box for each zone, in the order of their first message; those of no zone stand by themselves. */
function boxes(drawing: Drawing, present: readonly Component[]): string[] {
  const zoneOf = ({ key, segments }: Component): string => (segments.length > 1 ? key.split(":")[0]! : `\n${key}`);
  return [...groupBy(present, zoneOf)].flatMap(([zone, inside]) => {
    const lines = inside.map((component) => participant(drawing, component));
    if (zone.startsWith("\n")) return lines;
    // The first word of a box may name its colour: here it always does.
    const title = label(wrap(inside[0]!.segments[0]!, 60, 1));
    return [`box transparent ${title}`, ...lines.map((line) => `  ${line}`), "end"];
  });
}

function participant({ ids, nodes }: Drawing, component: Component): string {
  const { key, role, segments } = component;
  const name = segments.length > 1 ? segments.slice(1).join(" › ") : component.name;
  const node = nodes.get(key);
  const small = [ROLES[role], ...(node === undefined ? [] : standingLines(node, 30))].filter((line) => line !== null);
  const word = role === "actor" ? "actor" : "participant";
  return `${word} ${ids.get(key)!} as ${label([...wrap(name, 24, 3), ...small])}`;
}

function messages(drawing: Drawing, flow: Flow): string[] {
  const { ids, waitingOn } = drawing;
  const [from, to] = [ids.get(flow.from), ids.get(flow.to)];
  if (from === undefined || to === undefined) return [];
  const said = flow.label ?? flow.medium;
  const text = said === null ? "…" : label(wrap(said, 40, 3));
  const mark = waitingOn.get(flow.id);
  const lines = [`${from}->>${to}: ${mark === undefined ? text : `${text}<br/>${label([mark])}`}`];
  if (flow.bidirectional) lines.push(`${to}-->>${from}: and back`);
  const facts = factsAbout(drawing, flow);
  if (facts.length > 0) lines.push(`Note over ${from === to ? from : `${from},${to}`}: ${label(facts)}`);
  return lines;
}

/** What a flow carries and crosses, for the note below it. */
function factsAbout({ dataOf, names }: Drawing, flow: Flow): string[] {
  const list = (all: readonly string[], word: string): string[] => {
    if (all.length === 0) return [];
    const left = all.length - MOST_NAMES;
    const shown = all.slice(0, MOST_NAMES).map((name) => wrap(name, 40, 1).join(" "));
    return wrap(`${word} ${[...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ")}`, 44, 4);
  };
  return [...list(dataOf(flow), "carries"), ...list(flow.crosses.map(names.boundary), "‖ crosses")];
}

function note({ ids }: Drawing, present: readonly Component[], lines: readonly string[]): string {
  const [first, last] = [present[0]!, present.at(-1)!].map(({ key }) => ids.get(key)!);
  return `Note over ${first === last ? first : `${first},${last}`}: ${label(lines)}`;
}
