import { CstParser } from "chevrotain";
import type { CstNode, IParserErrorMessageProvider, IRecognitionException, IToken, TokenType } from "chevrotain";
import { dialects } from "./dialects/registry.js";
import type { Form, Part } from "./forms.js";
import {
  Arrow,
  Comma,
  Dashes,
  Definition,
  Id,
  Name,
  openerTokens,
  Path,
  Quoted,
  References,
  Severity,
  vocabulary,
  Words,
} from "./tokens.js";

/** What a token is called in "expected …". */
function label(token: TokenType): string {
  return token.LABEL ?? token.name;
}

/** The words for several tokens: "`as`, `to` or `with`". */
function labels(tokens: readonly TokenType[]): string {
  const all = [...new Set(tokens.map(label))].sort();
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} or ${last}`;
}

/** Chevrotain's messages name tokens; ours say only what was expected, and complaints.ts makes the sentence. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => label(expected),
  buildNotAllInputParsedMessage: () => "the end of the annotation",
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) =>
    labels(expectedPathsPerAlt.flatMap((paths) => paths.flatMap((path) => path.slice(0, 1)))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    labels(expectedIterationPaths.flatMap((path) => path.slice(0, 1))),
};

/** The name under which the tree holds what stands in a form's part. */
export function slotLabel(part: number): string {
  return `slot${part}`;
}

/** One form of each shape, by the name of its rule, in the order in which the dialects first use it. */
export function shapes(): Map<string, Form> {
  const found = new Map<string, Form>();
  for (const form of dialects.flatMap((dialect) => dialect.forms))
    if (!found.has(form.rule)) found.set(form.rule, form);
  return found;
}

type Rule = (idx?: number) => CstNode;

/**
 * The parser has one rule per shape, made of the parts of the forms that have it, over a handful of rules for slots. It recovers from
 * errors, so that a line that was broken off still yields the slots before the break.
 */
export class AnnotationParser extends CstParser {
  private readonly forms = new Map<string, Rule>();

  constructor(validate = false) {
    super([...vocabulary], {
      recoveryEnabled: true,
      maxLookahead: 1,
      skipValidations: !validate,
      errorMessageProvider: expectations,
    });
    for (const form of shapes().values()) {
      this.forms.set(
        form.rule,
        this.RULE(form.rule, () => {
          this.form(form);
        }),
      );
    }
    this.performSelfAnalysis();
  }

  private readonly reference: Rule = this.RULE("reference", () => {
    this.OR([
      { ALT: () => this.CONSUME(Id) },
      { ALT: () => this.CONSUME(Quoted) },
      { ALT: () => this.CONSUME(Path) },
      { ALT: () => this.CONSUME(Name) },
    ]);
  });

  private readonly phrase: Rule = this.RULE("phrase", () => {
    this.OR([{ ALT: () => this.CONSUME(Id) }, { ALT: () => this.CONSUME(Quoted) }, { ALT: () => this.CONSUME(Words) }]);
  });

  private readonly chain: Rule = this.RULE("chain", () => {
    this.SUBRULE(this.reference);
    this.AT_LEAST_ONE(() => {
      this.CONSUME(Arrow);
      this.SUBRULE1(this.reference);
    });
  });

  private readonly list: Rule = this.RULE("list", () => {
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.reference) });
  });

  private readonly names: Rule = this.RULE("names", () => {
    this.AT_LEAST_ONE(() => this.CONSUME(Name));
  });

  private readonly tail: Rule = this.RULE("tail", () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Definition) },
        { ALT: () => this.CONSUME(Severity) },
        { ALT: () => this.CONSUME(References) },
        {
          ALT: () => {
            this.CONSUME(Dashes);
            this.CONSUME(Quoted);
          },
        },
      ]);
    });
  });

  private form(form: Form): void {
    form.parts.forEach((part, i) => {
      if (part.optional) {
        this.option(i, () => {
          this.part(part, i);
        });
      } else this.part(part, i);
    });
    if (form.tail.length > 0) this.SUBRULE(this.tail);
  }

  private part(part: Part, i: number): void {
    const openers = part.openers.map((opener) => openerTokens.get(opener)!);
    if (openers.length > 1)
      this.or(
        i,
        openers.map((token) => ({ ALT: () => this.consume(i, token) })),
      );
    else if (openers.length === 1) this.consume(i, openers[0]!);
    const LABEL = slotLabel(i);
    switch (part.type) {
      case "reference":
      case "token":
        this.subrule(i, this.reference, { LABEL });
        break;
      case "phrase":
        this.subrule(i, this.phrase, { LABEL });
        break;
      case "chain":
        this.subrule(i, this.chain, { LABEL });
        break;
      case "list":
        this.subrule(i, this.list, { LABEL });
        break;
      case "names":
        this.subrule(i, this.names, { LABEL });
        break;
      default:
        this.consume(i, SLOT_TOKENS[part.type], { LABEL });
    }
  }

  /** Parses the tokens of one line by the rule of a form. Never throws. */
  read(rule: string, tokens: IToken[]): { tree: CstNode | undefined; errors: IRecognitionException[] } {
    this.input = tokens;
    const tree = this.forms.get(rule)!.call(this) as CstNode | undefined;
    return { tree, errors: this.errors };
  }
}

const SLOT_TOKENS: Readonly<Record<"text" | "word" | "quoted" | "id" | "definition", TokenType>> = {
  text: Words,
  word: Name,
  quoted: Quoted,
  id: Id,
  definition: Definition,
};

let parser: AnnotationParser | null = null;

/** The one parser, built at first use. */
export function annotationParser(): AnnotationParser {
  parser ??= new AnnotationParser();
  return parser;
}
