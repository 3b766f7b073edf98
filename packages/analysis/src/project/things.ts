import {
  factSubjects,
  namesOf,
  UNKNOWN,
  type Boundary,
  type Claim,
  type FactSubject,
  type PairStatus,
  type PropertyValue,
  type ThreatModel,
} from "@threatloom/model";
import type { ComponentView, DataView, FlowView } from "../elements.js";
import type { RuleContext } from "../rule.js";
import type { Meter } from "./meter.js";
import { factsType, factWords, types, type TypeName } from "./words.js";

/** Texts of the model are cut here: nothing that an expression does with one costs more. */
const LONGEST = 1000;

/** What the types of an expression are made of. */
interface Sources {
  Component: ComponentView;
  Flow: FlowView;
  Data: DataView;
  Boundary: Boundary;
  Claim: Claim;
  Threat: PairStatus;
}

/** A thing as expressions see it; its fields are read when they are asked for, and paid for. */
export type Thing = object;

/** The class of each type: what tells the evaluator which fields there are. */
export type Classes = Readonly<Record<string, new (...args: never[]) => Thing>>;

/** The model as expressions see it. */
export interface World {
  component(view: ComponentView): Thing;
  flow(view: FlowView): Thing;
  data(view: DataView): Thing;
  boundary(boundary: Boundary): Thing;
  claim(claim: Claim): Thing;
}

type Reader<S> = (source: S, open: Opened) => unknown;
type Readers = { [T in TypeName]: { [F in keyof (typeof types)[T]]: Reader<Sources[T]> } };

/** What readers need besides their source. */
interface Opened {
  model: ThreatModel;
  context: RuleContext;
  meter: Meter;
  names: ReturnType<typeof namesOf>;
  pairs: ReadonlyMap<string, PairStatus[]>;
  threats: ReadonlyMap<string, ThreatModel["threats"][number]>;
  make: (type: string, source: unknown) => Thing;
}

const short = (text: string | null | undefined): string => (text ?? "").slice(0, LONGEST);

/** Values of extended properties as expressions know them: whole numbers are numbers without a fraction. */
function plain(value: PropertyValue | undefined): unknown {
  if (typeof value === "string") return short(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value ?? null;
  return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

type EntityLike = Pick<Boundary, "description" | "ids" | "key" | "name" | "properties">;

const entity = {
  name: ({ name }: EntityLike) => short(name),
  key: ({ key }: EntityLike) => short(key),
  ids: ({ ids }: EntityLike) => ids.map(short),
  description: ({ description }: EntityLike) => short(description),
  properties: ({ properties }: EntityLike) => plain(properties),
};

/** The same of what holds the entity. */
function ofEntity<S>(from: (source: S) => EntityLike): { [F in keyof typeof entity]: Reader<S> } {
  const read =
    (field: keyof typeof entity): Reader<S> =>
    (source) =>
      entity[field](from(source));
  return {
    name: read("name"),
    key: read("key"),
    ids: read("ids"),
    description: read("description"),
    properties: read("properties"),
  };
}

const factsOf =
  <S>(on: FactSubject, about: (source: S, open: Opened) => { name: string; facts: object }): Reader<S> =>
  (source, open) =>
    open.make(factsType(on), about(source, open));

const readers: Readers = {
  Component: {
    ...ofEntity((view: ComponentView) => view.component),
    role: ({ component }) => component.role,
    segments: ({ component }) => component.segments.map(short),
    boundaries: ({ component }, { names }) => component.boundaries.map((key) => short(names.boundary(key))),
    owners: ({ component }) => component.owners.map(short),
    data: ({ data }, { names }) => data.map((key) => short(names.data(key))),
    incoming: ({ incoming }, { make }) => incoming.map((flow) => make("Flow", flow)),
    outgoing: ({ outgoing }, { make }) => outgoing.map((flow) => make("Flow", flow)),
    threats: ({ component }, { pairs, make }) => (pairs.get(component.key) ?? []).map((pair) => make("Threat", pair)),
    facts: factsOf("component", (view) => view),
  },
  Flow: {
    name: ({ name }) => short(name),
    from: ({ from }, { make }) => make("Component", from),
    to: ({ to }, { make }) => make("Component", to),
    label: ({ flow }) => short(flow.label),
    medium: ({ flow }) => short(flow.medium),
    bidirectional: ({ flow }) => flow.bidirectional,
    crosses: ({ crosses }) => crosses,
    boundaries: ({ flow }, { names }) => flow.crosses.map((key) => short(names.boundary(key))),
    data: ({ data }, { names }) => data.map((key) => short(names.data(key))),
    properties: ({ flow }) => plain(flow.properties),
    facts: factsOf("flow", (view) => view),
  },
  Data: {
    ...ofEntity((view: DataView) => view.asset),
    level: ({ asset }) => short(asset.level),
    sensitivity: ({ sensitivity }) => BigInt(sensitivity ?? -1),
    facts: factsOf("data", (view) => view),
  },
  Boundary: {
    ...ofEntity((boundary: Boundary) => boundary),
    kind: ({ kind }) => kind,
    contains: ({ contains }, { context, make }) =>
      contains.flatMap((key) => {
        const view = context.elements.component(key);
        return view === undefined ? [] : [make("Component", view)];
      }),
    crossings: ({ key }, { context, make }) =>
      context.elements.flows.filter(({ flow }) => flow.crosses.includes(key)).map((flow) => make("Flow", flow)),
    facts: factsOf("boundary", ({ key, name }, { context }) => ({ name, facts: context.facts.boundary(key) })),
  },
  Claim: {
    kind: ({ kind }) => kind,
    component: ({ component }, { names }) => short(component && names.component(component)),
    threat: ({ threat }, { names }) => short(threat && names.threat(threat)),
    control: ({ control }, { names }) => short(control && names.control(control)),
    data: ({ data }, { names }) => short(data && names.data(data)),
    text: ({ detail, description }) => short(detail ?? description),
    severity: ({ severity }) => severity ?? "",
    references: ({ references }) => references.map(short),
    open: ({ open }) => open,
    expired: ({ expired }) => expired,
    expires: ({ expires }) => short(expires),
    confirmed: ({ confirmed }) => confirmed,
    file: ({ location }) => short(location.file),
    function: ({ symbol }) => short(symbol?.name),
    properties: ({ properties }) => plain(properties),
  },
  Threat: {
    name: ({ threat }, { names }) => short(names.threat(threat)),
    status: ({ status }) => status,
    severity: ({ severity }) => severity ?? "",
    references: ({ threat }, { threats }) => (threats.get(threat)?.references ?? []).map(short),
    tested: ({ tested }) => tested,
    detectable: ({ detectable }) => detectable,
  },
};

type Read = (field: string, source: never, open: Opened) => unknown;

/**
 * A class whose instances have these fields, read when they are first asked for, and nothing else that can be. `look` is
 * told each time.
 */
function classOf(fields: readonly string[], read: Read, look?: Read): Classes[string] {
  class Of {
    readonly #source: never;
    readonly #open: Opened;
    readonly #known = new Map<string, unknown>();
    constructor(source: never, open: Opened) {
      this.#source = source;
      this.#open = open;
    }
    #get(field: string): unknown {
      look?.(field, this.#source, this.#open);
      let value = this.#known.get(field);
      if (value === undefined) this.#known.set(field, (value = read(field, this.#source, this.#open)));
      return this.#open.meter.pay(value);
    }
    static {
      for (const field of fields) {
        Object.defineProperty(Of.prototype, field, {
          get(this: Of) {
            return this.#get(field);
          },
        });
      }
    }
  }
  return Of;
}

interface About {
  name: string;
  facts: Readonly<Record<string, { value: unknown } | undefined>>;
}

const valueOf = ({ facts }: About, field: string): unknown => facts[field]?.value ?? UNKNOWN;

function readFact(about: About, field: string, type: string, { names }: Opened): unknown {
  const value = valueOf(about, field);
  if (type === "string") return short(String(value));
  const list = value === UNKNOWN ? [] : (value as readonly string[]);
  return list.map((text) => short(field === "data" ? names.data(text) : text));
}

/** What nobody said is noted wherever it is asked for. */
function factClass(on: FactSubject): Classes[string] {
  const words = factWords(on);
  const note = (field: string, about: About, { meter }: Opened): void => {
    if (valueOf(about, field) === UNKNOWN) meter.unknown.add(`${about.name}: ${field}`);
  };
  const read: Read = (field, about, open) => readFact(about, field, words[field]!.type, open);
  return classOf(Object.keys(words), read, note);
}

/** The classes of all types, made once, by the names of the types. */
export const classes: Classes = {
  ...Object.fromEntries(
    Object.entries(readers).map(([type, fields]) => {
      const table = fields as Readonly<Record<string, (source: never, open: Opened) => unknown>>;
      return [type, classOf(Object.keys(table), (field, source, open) => table[field]!(source, open))];
    }),
  ),
  ...Object.fromEntries(factSubjects.map((on) => [factsType(on), factClass(on)])),
};

/** Opens a model for expressions. Things are made once, however often they are come across. */
export function openWorld(model: ThreatModel, context: RuleContext, meter: Meter): World {
  const made = new Map<string, Map<unknown, Thing>>();
  const pairs = new Map<string, PairStatus[]>();
  for (const pair of model.pairs) {
    const known = pairs.get(pair.component);
    if (known) known.push(pair);
    else pairs.set(pair.component, [pair]);
  }
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const make = (type: string, source: unknown): Thing => {
    let ofType = made.get(type);
    if (ofType === undefined) made.set(type, (ofType = new Map<unknown, Thing>()));
    let thing = ofType.get(source);
    if (thing === undefined) ofType.set(source, (thing = new classes[type]!(source as never, open as never)));
    return thing;
  };
  const open: Opened = { model, context, meter, names: namesOf(model), pairs, threats, make };
  return {
    component: (view) => make("Component", view),
    flow: (view) => make("Flow", view),
    data: (view) => make("Data", view),
    boundary: (boundary) => make("Boundary", boundary),
    claim: (claim) => make("Claim", claim),
  };
}
