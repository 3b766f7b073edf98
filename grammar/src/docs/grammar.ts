import {
  Alternation,
  Alternative,
  generateCstDts,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  Terminal,
} from "chevrotain";
import type { IProduction, Rule } from "chevrotain";
import { AnnotationParser } from "../parser.js";

/** A production in the few shapes that diagrams and EBNF know. */
export type Shape =
  | { is: "terminal"; text: string }
  | { is: "rule"; name: string }
  | { is: "sequence"; parts: Shape[] }
  | { is: "choice"; parts: Shape[] }
  | { is: "optional"; part: Shape }
  | { is: "repeat"; part: Shape; separator: Shape | null; atLeast: 0 | 1 };

/** What a token is called in the grammar's documents: keywords and marks as they are written, the others by name. */
function terminal(token: { name: string; LABEL?: string }): Shape {
  const quoted = /^`(.+)`$/.exec(token.LABEL ?? "")?.[1];
  return {
    is: "terminal",
    text: quoted === undefined || quoted.startsWith("[") || quoted.startsWith("(") ? token.name : `"${quoted}"`,
  };
}

function sequence(definition: readonly IProduction[]): Shape {
  const parts = definition.map(shapeOf);
  return parts.length === 1 ? parts[0]! : { is: "sequence", parts };
}

function shapeOf(production: IProduction): Shape {
  if (production instanceof Terminal) return terminal(production.terminalType);
  if (production instanceof NonTerminal) return { is: "rule", name: production.nonTerminalName };
  if (production instanceof Alternation) return { is: "choice", parts: production.definition.map(shapeOf) };
  if (production instanceof Option) return { is: "optional", part: sequence(production.definition) };
  if (production instanceof Alternative) return sequence(production.definition);
  if (!(
    production instanceof RepetitionMandatoryWithSeparator ||
    production instanceof Repetition ||
    production instanceof RepetitionMandatory
  )) {
    throw new Error("a production this page does not know how to draw");
  }
  const part = sequence(production.definition);
  if (production instanceof RepetitionMandatoryWithSeparator) {
    return { is: "repeat", part, separator: terminal(production.separator), atLeast: 1 };
  }
  return { is: "repeat", part, separator: null, atLeast: production instanceof Repetition ? 0 : 1 };
}

let productions: Record<string, Rule> | null = null;

function rules(): Record<string, Rule> {
  productions ??= new AnnotationParser().getGAstProductions();
  return productions;
}

/** The grammar's rules in the parser's order, by name. */
export function grammarRules(): { name: string; shape: Shape }[] {
  return Object.values(rules()).map((rule) => ({ name: rule.name, shape: sequence(rule.definition) }));
}

/** The types of the syntax trees the parser builds, as TypeScript source. */
export function renderCstTypes(): string {
  return generateCstDts(rules());
}
