import type { ComponentView, Elements, FlowView } from "../elements.js";
import type { RuleFinding } from "../rule.js";
import { entriesOf } from "./calls.js";
import { placeOf } from "./places.js";
import { names, type Vocabulary } from "./vocabulary.js";

/** The processes of one's own that strangers reach and that interpret one of the formats. */
export function readersOf(elements: Elements, formats: Vocabulary): ComponentView[] {
  return entriesOf(elements).filter(({ facts }) => names(facts.parses, formats));
}

/** A process that strangers reach, and an interpreter that it writes for: that of another component, or its own. */
export interface Writing {
  writer: ComponentView;
  /** For people: `for App:Store` or `of its own`. */
  whose: string;
  place: Pick<RuleFinding, "component" | "flow" | "location">;
}

/** The component at the other end of a flow. */
function otherEnd({ from, to }: FlowView, end: ComponentView): ComponentView {
  return from === end ? to : from;
}

/** Where processes that strangers reach write for an interpreter: once per component that holds one, else once for their own. */
export function writingsFor(elements: Elements, interpreter: Vocabulary): Writing[] {
  return entriesOf(elements).flatMap((writer) => {
    const targets = new Map<ComponentView, FlowView>();
    // What comes out of a store was asked for.
    const answers = writer.incoming.filter(({ from }) => from.component.role === "data-store");
    for (const view of [...writer.outgoing, ...answers]) {
      const target = otherEnd(view, writer);
      const speaks = names(view.facts.protocol, interpreter) || names(target.facts.technology, interpreter);
      if (speaks && target !== writer && !targets.has(target)) targets.set(target, view);
    }
    const { technology, parses } = writer.facts;
    if (targets.size === 0 && (names(technology, interpreter) || names(parses, interpreter)))
      return [{ writer, whose: "of its own", place: placeOf(writer) }];
    return [...targets].map(([target, { flow }]) => ({
      writer,
      whose: `for ${target.name}`,
      place: { component: writer.component.key, flow: flow.id, location: flow.location },
    }));
  });
}
