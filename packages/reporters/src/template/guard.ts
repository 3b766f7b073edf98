import { nearest } from "@threatloom/model";
import { inside } from "./nunjucks.js";

/** What is written into a template's text, made fit for its place. */
export type Escaping = "html" | "markdown" | null;

const { runtime } = inside;
const { contextOrFrameLookup: lookUp, callWrap: call } = runtime;
const { render } = inside.Template.prototype;
/** How deep templates may lie in each other, and calls of macros: deeper ones have no end, and would take the process along. */
const DEEPEST = 50;
let depth = 0;

/** Does something that may do the same again, within bounds. */
function within<T>(work: () => T): T {
  if (depth >= DEEPEST) throw new Error(`templates and macros lie more than ${DEEPEST} deep in each other`);
  depth++;
  try {
    return work();
  } finally {
    depth--;
  }
}
/** The objects a template was given: of them it is known what they hold. */
const given = new WeakSet();

/** Freezes data for a template, down to the last object. */
export function give<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  given.add(value);
  for (const one of Object.values(value)) give(one);
  return Object.freeze(value);
}

/** A template asked one of the objects it was given for something that is not there. */
export class MemberError extends Error {
  /** @param member what it asked for */
  constructor(
    readonly member: string,
    near: string | null,
    known: readonly string[],
  ) {
    super(`there is no "${member}" here${near === null ? `, but ${known.join(", ")}` : `; did you mean "${near}"?`}`);
  }
}

/**
 * A template sees plain data and nothing behind it: own properties of objects, elements and lengths of lists and texts.
 * Everything else, `constructor` of anything for one, is not there, so no template finds its way to running code.
 */
function member(object: unknown, key: unknown): unknown {
  if (typeof object === "string" || object instanceof runtime.SafeString) return elementOf(String(object), key);
  if (typeof object !== "object" || object === null || object === Object.prototype) return undefined;
  if (Array.isArray(object)) return elementOf(object, key);
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const name = String(key);
  if (Object.hasOwn(object, name)) return (object as Record<string, unknown>)[name];
  if (!given.has(object)) return undefined;
  throw new MemberError(name, nearest(name, Object.keys(object)), Object.keys(object));
}

function elementOf(list: string | readonly unknown[], key: unknown): unknown {
  return key === "length"
    ? list.length
    : typeof key === "number" || /^\d{1,9}$/.test(String(key))
      ? list[Number(key)]
      : undefined;
}

/** Names that every object inherits stand for nothing. */
function variable(context: unknown, frame: unknown, name: string): unknown {
  return name in Object.prototype ? undefined : lookUp(context, frame, name);
}

/**
 * Puts the guard between templates and values; `escapers` make a value fit for where it is written. The library is used
 * for nothing else, so that its doors may be held for good.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function guard(escapers: Readonly<Record<Exclude<Escaping, null>, (text: string) => string>>): void {
  runtime.memberLookup = member;
  runtime.callWrap = (...args) => within(() => call(...args));
  inside.Template.prototype.render = function (...args) {
    return within(() => render.apply(this, args));
  };
  runtime.contextOrFrameLookup = variable;
  runtime.suppressValue = (value, escaping) => {
    if (value === undefined || value === null) return "";
    const isPlain = typeof value === "number" || value instanceof runtime.SafeString || typeof escaping !== "string";
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what a template writes of an object is its own affair
    return isPlain ? value : escapers[escaping as "html"](String(value));
  };
}
