import type { CodeSymbol, SymbolKind } from "@threatloom/model";
import type { Span } from "./scan.js";

/** A declaration as a language finds it, with offsets instead of lines. */
export interface Declared extends Span {
  name: string;
  kind: SymbolKind;
  receiver: CodeSymbol["receiver"];
  /** Undefined where the symbol it stands in is not known yet: the innermost one around it is meant. */
  parent: string | null | undefined;
  exported: boolean;
  test: boolean;
  hasBody: boolean;
  /** Members: neither `#private` nor `private` nor `protected`. */
  isPublic: boolean;
  isStatic: boolean;
  /** Offset of the name: what the symbol's line and column say. */
  at: number;
  /** What is left out of its fingerprint, in order: its name, and the receiver of a Go method. */
  hidden: Span[];
  /** Overload signatures, and the opening of a group whose first member this is: comments there are about it too. */
  more: Span[];
}

/** A declaration at the top level that is nothing special, named by `id`; what it is besides is filled in afterwards. */
export function declare(name: string, kind: SymbolKind, { start, end }: Span, id: Span): Declared {
  return {
    name,
    kind,
    receiver: null,
    parent: null,
    exported: false,
    test: false,
    hasBody: false,
    isPublic: false,
    isStatic: false,
    start,
    end,
    at: id.start,
    hidden: [{ start: id.start, end: id.end }],
    more: [],
  };
}

/** Whether coverage and fingerprints ask for it: a function or method. */
export function isFunction(declared: Pick<Declared, "kind">): boolean {
  return declared.kind === "function" || declared.kind === "method";
}

/** Adds declarations to others. A spread as arguments would fail where there are some hundred thousand of them. */
export function addAll(all: Declared[], more: readonly Declared[]): void {
  for (const one of more) all.push(one);
}
