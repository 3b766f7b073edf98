import { visible } from "@threatloom/reporters";
import type { JudgedFile } from "@threatloom/engine";
import type { Rule } from "eslint";
import { answerFor, type Wanted } from "./answer.js";
import { dayOf } from "./day.js";

/** Code that a page shows, and that tests hold the rule to. */
export interface Example {
  /** What is to be seen in it, as half a sentence. */
  note: string;
  code: string;
  options?: Readonly<Record<string, unknown>>;
}

/** What a rule is about: its reference page is made of this. */
export interface RuleDocs {
  description: string;
  /** The page, relative to the root of Threatloom's repository. */
  url: string;
  /** How `recommended` sets the rule; null where it leaves it alone. */
  recommended: "error" | "warn" | null;
  why: string;
  fix: string;
  wrong: readonly Example[];
  right: readonly Example[];
}

/** A rule for ESLint with all that its page says. */
export interface ThreatRule extends Rule.RuleModule {
  meta: Rule.RuleMetaData & { docs: RuleDocs };
}

/** What a rule looks at. */
export interface Looking {
  context: Rule.RuleContext;
  file: JudgedFile;
  today: string;
}

/** What makes a rule. */
export interface RuleSpec<Options> {
  id: string;
  docs: Omit<RuleDocs, "url">;
  /** By option: its JSON Schema; `description` and `default` (which ESLint fills in) are shown on the page. */
  options: Record<string, Readonly<Record<string, unknown>> & { description: string }>;
  messages: Record<string, string>;
  fixable?: boolean;
  hasSuggestions?: boolean;
  wants: (options: Options) => Wanted;
  look: (looking: Looking, options: Options) => void;
}

/** The day that rules judge, as an option. */
export const dateOption = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
  description: "The day that is judged, as `YYYY-MM-DD`; by default today, in the time zone of the machine.",
};

/** Makes a rule: it asks for the file once, whoever else asked before, and says where that cannot be answered. */
export function makeRule<Options extends object>(spec: RuleSpec<Options>): ThreatRule {
  const { id, docs, options, messages, fixable, hasSuggestions = false } = spec;
  return {
    meta: {
      type: "problem",
      docs: { ...docs, url: `docs/eslint/${id}.md` },
      schema: [{ type: "object", properties: options, additionalProperties: false }],
      messages: { ...messages, problem: "{{message}}" },
      hasSuggestions,
      ...(fixable === true && { fixable: "code" }),
    },
    create: (context) => ({
      Program: () => {
        look(spec, context);
      },
    }),
  };
}

function look<Options extends object>(spec: RuleSpec<Options>, context: Rule.RuleContext): void {
  const options = (context.options[0] ?? {}) as Options;
  const today = dayOf((options as { date?: string }).date);
  if (today === null) {
    complain(context, `The option "date" of threatloom/${spec.id} is no day. Write it as YYYY-MM-DD.`);
    return;
  }
  const answer = answerFor(context, today, spec.wants(options));
  if (answer === null || answer.kind === "out") return;
  if (answer.kind === "judged") spec.look({ context, file: answer, today }, options);
  else if (answer.isFirst) complain(context, answer.message);
}

function complain(context: Rule.RuleContext, message: string): void {
  context.report({ loc: { line: 1, column: 0 }, messageId: "problem", data: { message: visible(message) } });
}

/** Where ESLint shows a stretch of the text. */
export function locOf(
  { sourceCode }: Rule.RuleContext,
  { start, end }: { start: number; end: number },
): { start: ReturnType<typeof sourceCode.getLocFromIndex>; end: ReturnType<typeof sourceCode.getLocFromIndex> } {
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
}
