import type { RuleMeta, RuleSubject, ThreatModel } from "@threatloom/model";
import type { Rule, RuleContext, RuleFinding } from "../rule.js";
import { claimPlace, placeOf, placesOf } from "../looks/places.js";
import type { ExpressionProblem } from "./checks.js";
import { readExpression, type Expression } from "./expression.js";
import { Exhausted, newMeter, type Meter } from "./meter.js";
import { readTemplate, type Template } from "./template.js";
import { openWorld, type Thing, type World } from "./things.js";

/** A rule of the project as its file states it. */
export interface RuleText {
  id: string;
  on: RuleSubject;
  /** The condition, in CEL. */
  when: string;
  /** What it says of what it finds; `{component.name}` is filled in. */
  message: string;
  meta: RuleMeta;
}

/** Something wrong with the condition or the message of a rule, and where in its text. */
export interface RuleProblem extends ExpressionProblem {
  part: "message" | "when";
}

/** A rule that was checked, and could still fail while it runs. */
export interface ProjectRule extends Rule {
  /** Why it gave up in its last check, at which thing and how often; null where it did not. */
  failure: { message: string; offset: number; count: number } | null;
}

/** Findings of one rule; nobody reads more. */
const MOST = 1000;

/** A thing to be judged, and where a finding about it stands. */
interface Subject {
  name: string;
  thing: () => Thing;
  place: () => Omit<RuleFinding, "message">;
}

function subjectsOf(on: RuleSubject, model: ThreatModel, { elements }: RuleContext, world: World): Subject[] {
  switch (on) {
    case "component":
      return elements.components.map((view) => ({
        name: view.name,
        thing: () => world.component(view),
        place: () => placeOf(view),
      }));
    case "flow":
      return elements.flows.map((view) => ({
        name: view.name,
        thing: () => world.flow(view),
        place: () => placesOf(view),
      }));
    case "data":
      return elements.data.map((view) => {
        const { key, definitions } = view.asset;
        const place = { component: null, data: key, location: definitions[0] ?? null };
        return { name: view.name, thing: () => world.data(view), place: () => place };
      });
    case "boundary":
      return model.boundaries.map((boundary) => {
        const place = { component: null, boundary: boundary.key, location: boundary.definitions[0] ?? null };
        return { name: boundary.name, thing: () => world.boundary(boundary), place: () => place };
      });
    case "claim":
      return model.claims.map((claim) => {
        const name = `the ${claim.kind} at ${claim.location.file}:${claim.location.line}`;
        return { name, thing: () => world.claim(claim), place: () => claimPlace(claim) };
      });
  }
}

/** What all rules of a project share while they judge one model. */
interface Shared {
  meter: Meter;
  world: World;
}

/** One meter and one world per model: what things cost, they cost all rules together. */
function sharing(): (model: ThreatModel, context: RuleContext) => Shared {
  const shared = new WeakMap<RuleContext, Shared>();
  return (model, context) => {
    let known = shared.get(context);
    if (known === undefined) {
      const meter = newMeter();
      shared.set(context, (known = { meter, world: openWorld(model, context, meter) }));
    }
    return known;
  };
}

const causeOf = (error: unknown): { message: string; offset: number } => {
  const { summary, range } = error as { summary?: string; range?: { start: number } };
  return { message: summary ?? (error instanceof Error ? error.message : "unknown"), offset: range?.start ?? 0 };
};

function ruleOf(
  { id, on, meta }: RuleText,
  when: Expression,
  message: Template,
  share: ReturnType<typeof sharing>,
): ProjectRule {
  const rule: ProjectRule = { id, meta, failure: null, check };
  function judge({ thing, place }: Subject, today: string, { unknown, step }: Meter): RuleFinding[] {
    unknown.clear();
    step();
    const one = thing();
    if (when.run(one, today) !== true) return [];
    const rests = [...unknown];
    return [{ ...place(), message: message.fill(one, today), unknown: rests }];
  }
  function check(model: ThreatModel, context: RuleContext): RuleFinding[] {
    rule.failure = null;
    const { meter, world } = share(model, context);
    meter.start(when.weight + message.weight);
    const found: RuleFinding[] = [];
    for (const subject of subjectsOf(on, model, context, world)) {
      if (found.length === MOST) {
        rule.failure = { message: `it speaks more than ${MOST} times, and the rest is left out`, offset: 0, count: 1 };
        break;
      }
      try {
        found.push(...judge(subject, context.today, meter));
      } catch (error) {
        const { message: cause, offset } = causeOf(error);
        rule.failure ??= { message: `${cause} (at ${subject.name})`, offset, count: 0 };
        rule.failure.count++;
        // Findings of a part of the model would pass for those of the whole.
        if (error instanceof Exhausted) return [];
      }
    }
    return found;
  }
  return rule;
}

/** The rules of a project. */
export interface ReadRules {
  /** In the order of their texts; null where one has problems. */
  rules: (ProjectRule | null)[];
  /** By the place of a text in the list. */
  problems: Map<number, RuleProblem[]>;
}

/** Checks the rules of a project: those without problems, and what is wrong with the others, by their places in the list. */
export function readRules(texts: readonly RuleText[]): ReadRules {
  const share = sharing();
  const problems = new Map<number, RuleProblem[]>();
  const rules = texts.map((text, index) => {
    const when = conditionOf(text);
    const message = readTemplate(text.message, text.on);
    const wrong: RuleProblem[] = [];
    if ("offset" in when) wrong.push({ ...when, part: "when" });
    if ("offset" in message) wrong.push({ ...message, part: "message" });
    if (wrong.length > 0) problems.set(index, wrong);
    return "offset" in when || "offset" in message ? null : ruleOf(text, when, message, share);
  });
  return { rules, problems };
}

function conditionOf({ when, on }: RuleText): Expression | ExpressionProblem {
  const read = readExpression(when, on);
  if ("offset" in read || read.type === "bool" || read.type === "dyn") return read;
  return { offset: 0, message: `the condition is a ${read.type}, and has to be true or false`, suggestion: null };
}
