import {
  canonicalKey,
  componentKey,
  componentNamed,
  idKey,
  namesSymbol,
  nearest,
  pathSegments,
  qualifiedName,
  type CodeSymbol,
  type Entity,
  type ThreatModel,
} from "@threatloom/model";
import { listed, quoted } from "./clean.js";
import type { ReadFile } from "./paths.js";
import type { Problem } from "./types.js";

/** What can be looked up. */
export const thingKinds = ["component", "threat", "control", "data"] as const;

/** One of them. */
export type ThingKind = (typeof thingKinds)[number];

/** All things of a kind in a model. */
export function thingsOf(model: ThreatModel, kind: ThingKind): readonly Entity[] {
  return { component: model.components, threat: model.threats, control: model.controls, data: model.data }[kind];
}

/** The one thing that a text names as in an annotation, by id or name; null where there is none. */
export function entityNamed(model: ThreatModel, kind: ThingKind, text: string): Entity | null {
  if (kind === "component") return componentNamed(model, text);
  const list = thingsOf(model, kind);
  const byId = list.find(({ ids }) => ids.some((id) => idKey(id) === idKey(text)));
  return byId ?? list.find(({ key }) => key === canonicalKey(text.replace(/^[#@]+/, ""))) ?? null;
}

/** The things whose name or id a text is, or is the start of; all where it is empty. */
export function findEntities(model: ThreatModel, kind: ThingKind, query: string): { entity: Entity; exact: boolean }[] {
  const list = thingsOf(model, kind);
  if (query === "") return list.map((entity) => ({ entity, exact: false }));
  const named = entityNamed(model, kind, query);
  const bare = query.replace(/^[#@]+/, "");
  const start = kind === "component" ? componentKey(pathSegments(bare)) : canonicalKey(bare);
  const starts = (entity: Entity): boolean =>
    entity.key.startsWith(start) || entity.ids.some((id) => idKey(id).startsWith(start));
  return list
    .filter((entity) => entity === named || starts(entity))
    .map((entity) => ({ entity, exact: entity === named }));
}

/** How a symbol is told apart from others of its name. */
export function symbolWords(symbol: CodeSymbol): string {
  return `${symbol.kind} ${symbol.name} (line ${symbol.line})`;
}

/** The symbol of a file that a name means, plain or qualified; refused with the candidates where several do. */
export function symbolNamed(
  { source, read, symbols }: ReadFile,
  name: string,
  line: number | undefined,
): CodeSymbol | Problem {
  const module = { path: source.path, language: read.language, package: read.package };
  const exact = symbols.filter((one) => one.name === name || qualifiedName(module, one) === name);
  const meant = exact.length > 0 ? exact : symbols.filter((one) => namesSymbol(name, one.name));
  const fitting = line === undefined ? meant : meant.filter((one) => one.line === line);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const where = `in ${quoted(source.path)}`;
  if (fitting.length > 1) {
    return {
      problem: `${quoted(name)} is ambiguous ${where}: ${listed(fitting.map(symbolWords), 12)}.`,
      next: "Give the qualified name of one of them, or its line as well.",
    };
  }
  if (meant.length > 0) {
    return {
      problem: `No ${quoted(name)} is declared at line ${line ?? 0} ${where}: ${listed(meant.map(symbolWords), 12)}.`,
      next: "Give the line that is named, or leave it out.",
    };
  }
  const names = symbols.map((one) => one.name);
  const near = nearest(name, names);
  const some = names.length === 0 ? "The file declares nothing." : `It declares ${listed(names, 12)}.`;
  return {
    problem: `Nothing ${where} is called ${quoted(name)}.`,
    next: near === null ? some : `Did you mean ${quoted(near)}?`,
  };
}
