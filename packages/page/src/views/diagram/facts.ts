import { factsOf, UNKNOWN, type FactBook, type Flow, type ObservedFlow } from "@threatloom/model";
import type { SiteDrawing, SiteNode } from "@threatloom/reporters/site";
import type { Site } from "../../data/site.js";

/** What the diagram looks up in the model besides what every view does. */
export interface DiagramFacts {
  book: FactBook;
  flows: ReadonlyMap<string, Flow>;
  observed: ReadonlyMap<string, ObservedFlow>;
  /** Keys of the data assets that a flow carries. */
  carried: (flow: string) => readonly string[];
}

const made = new WeakMap<Site, DiagramFacts>();

/** The look-ups; made once for a page. */
export function diagramFacts(site: Site): DiagramFacts {
  const known = made.get(site);
  if (known !== undefined) return known;
  const { model, observed } = site.data.report;
  const book = factsOf({ ...model, annotations: [] });
  const facts: DiagramFacts = {
    book,
    flows: new Map(model.flows.map((flow) => [flow.id, flow])),
    observed: new Map((observed?.flows ?? []).map((flow) => [flow.id, flow])),
    carried: (flow) => {
      const { value } = book.flow(flow).data;
      return value === UNKNOWN ? [] : value;
    },
  };
  made.set(site, facts);
  return facts;
}

/** A drawing and a node in it. */
export interface Spot {
  drawing: SiteDrawing;
  node: SiteNode | null;
}

/**
 * Where a node or component is drawn: in the drawing that is asked for, by itself or inside of another node; where none
 * is asked for, in the first drawing that shows it by itself, else in the topmost one.
 */
export function spotOf(drawings: readonly SiteDrawing[], wanted: string | null, key: string | null): Spot | null {
  const asked = drawings.find(({ id }) => id === wanted) ?? null;
  const shown = asked ?? drawings[0] ?? null;
  if (shown === null) return null;
  if (key === null) return { drawing: shown, node: null };
  for (const drawing of asked === null ? drawings : [asked]) {
    const node = drawing.nodes.find((one) => isAlone(one, key) || (drawing === shown && one.id === key));
    if (node !== undefined) return { drawing, node };
  }
  return { drawing: shown, node: shown.nodes.find(({ components }) => components.includes(key)) ?? null };
}

/** Whether a node stands for one component and nothing else. */
function isAlone({ components }: SiteNode, key: string): boolean {
  return components.length === 1 && components[0] === key;
}
