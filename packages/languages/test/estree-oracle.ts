/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison -- node types are compared with the strings they are printed as */
import { parse, type TSESTree } from "@typescript-eslint/typescript-estree";

/** What typescript-estree sees in a file, in the words of this package; null where it refuses the file. */
export interface Seen {
  /** `line:column text` of every comment line that is not empty. */
  comments: string[];
  /** `line name` of every function and method. */
  functions: string[];
}

type AnyNode = TSESTree.Node;

/** Asks the oracle. */
export function estreeSees(path: string, text: string): Seen | null {
  let program;
  try {
    program = parse(text, { comment: true, loc: true, range: true, jsx: /x$|js$/.test(path), filePath: path });
  } catch {
    return null;
  }
  return { comments: commentLines(program.comments, text), functions: new Walk(text).of(program) };
}

function commentLines(comments: readonly TSESTree.Comment[], text: string): string[] {
  return comments.flatMap((comment) => {
    let offset = comment.range[0] + 2;
    return comment.value.split(/(?<=\r\n|\n|\r(?!\n))/).flatMap((raw, index) => {
      const start = offset;
      offset += raw.length;
      const isBlock = comment.type === "Block";
      const marker = !isBlock ? "" : index === 0 ? /^\**/.exec(raw)![0] : /^[ \t]*\*?/.exec(raw)![0];
      let content = raw.slice(marker.length);
      if (isBlock && start + raw.length === comment.range[1] - 2) content = content.replace(/[*\s]+$/, "");
      const indent = /^\s*/.exec(content)![0].length;
      if (content.trim() === "") return [];
      const before = text.slice(0, start + marker.length + indent);
      const lines = before.split(/\r\n|\n|\r/);
      return [`${lines.length}:${lines.at(-1)!.length + 1} ${content.trim()}`];
    });
  });
}

const isCode = (value: AnyNode | null | undefined): boolean =>
  value?.type === "ArrowFunctionExpression" || value?.type === "FunctionExpression";

function unwrap(node: AnyNode): AnyNode {
  if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression" || node.type === "TSNonNullExpression")
    return unwrap(node.expression);
  return node;
}

/** An independent walk that names functions by the rules of the design. */
class Walk {
  private readonly found = new Map<string, string>();
  private readonly bodies = new Set<string>();

  constructor(private readonly text: string) {}

  of(program: TSESTree.Program): string[] {
    this.statements(program.body, "");
    this.nested(program);
    return [...this.found.values()];
  }

  private add(node: AnyNode, name: string, hasBody: boolean, scope: string): void {
    // Overloads: a body replaces the signatures before it, signatures never come twice.
    const signature = `signature ${scope} ${name}`;
    if (hasBody) {
      this.found.delete(signature);
      this.found.set(`${node.range[0]}`, `${node.loc.start.line} ${name}`);
      this.bodies.add(`${scope} ${name}`);
    } else if (!this.bodies.has(`${scope} ${name}`) && !this.found.has(signature))
      this.found.set(signature, `${node.loc.start.line} ${name}`);
  }

  private key(key: AnyNode, computed: boolean): string {
    const raw = this.text.slice(key.range[0], key.range[1]).replace(/\s+/g, " ");
    if (!computed) return key.type === "Literal" && typeof key.value === "string" ? raw.slice(1, -1) : raw;
    const open = this.text.lastIndexOf("[", key.range[0]);
    const close = this.text.indexOf("]", key.range[1]);
    const name = this.text.slice(open, close + 1).replace(/\s+/g, " ");
    return name.length > 80 ? `${name.slice(0, 80)}…` : name;
  }

  private statements(body: readonly AnyNode[], prefix: string): void {
    for (const node of body) this.statement(node, prefix);
  }

  private statement(node: AnyNode, prefix: string): void {
    switch (node.type) {
      case "ExportNamedDeclaration":
        if (node.declaration) this.statement(node.declaration, prefix);
        break;
      case "ExportDefaultDeclaration":
        this.defaultExport(node.declaration, prefix);
        break;
      case "FunctionDeclaration":
      case "TSDeclareFunction":
        this.add(node.id ?? node, prefix + (node.id?.name ?? "default"), node.body != null, prefix);
        break;
      case "ClassDeclaration":
        this.members(node.body, prefix + (node.id?.name ?? "default"));
        break;
      case "TSInterfaceDeclaration":
        for (const one of node.body.body)
          if (one.type === "TSMethodSignature") {
            const owner = prefix + node.id.name;
            this.add(one.key, `${owner}.${this.key(one.key, one.computed)}`, false, owner);
          }
        break;
      case "VariableDeclaration":
        for (const one of node.declarations)
          if (one.id.type === "Identifier" && one.init) this.value(one.id, prefix + one.id.name, unwrap(one.init));
        break;
      case "TSModuleDeclaration":
        this.namespace(node, prefix);
        break;
      case "ExpressionStatement":
        if (node.expression.type === "AssignmentExpression") this.assignment(node.expression, prefix);
        break;
      default:
    }
  }

  private defaultExport(node: AnyNode, prefix: string): void {
    if (node.type === "FunctionDeclaration" || node.type === "TSDeclareFunction" || node.type === "ClassDeclaration")
      this.statement(node, prefix);
    else if (node.type === "TSInterfaceDeclaration") this.statement(node, prefix);
    else this.value(node, `${prefix}default`, unwrap(node));
  }

  private value(id: AnyNode, name: string, value: AnyNode): void {
    if (isCode(value)) this.add(id, name, true, "");
    else if (value.type === "ClassExpression") this.members(value.body, name);
    else if (value.type === "ObjectExpression")
      for (const one of value.properties)
        if (one.type === "Property")
          this.value(one.key, `${name}.${this.key(one.key, one.computed)}`, unwrap(one.value));
  }

  private members(body: TSESTree.ClassBody, owner: string): void {
    for (const one of body.body) {
      if (one.type === "StaticBlock" || one.type === "TSIndexSignature") continue;
      const name = `${owner}.${this.key(one.key, one.computed)}`;
      const scope = `${owner}${one.static ? " static" : ""}`;
      if (one.type === "MethodDefinition" || one.type === "TSAbstractMethodDefinition")
        this.add(one.key, name, one.value.type === "FunctionExpression", scope);
      else if (one.value && isCode(unwrap(one.value))) this.add(one.key, name, true, scope);
    }
  }

  private namespace(node: TSESTree.TSModuleDeclaration, prefix: string): void {
    if (node.body === undefined) return;
    const own = node.kind === "global" ? "" : `${prefix}${this.key(node.id, false)}.`;
    this.statements(node.body.body, own);
  }

  private assignment({ left, right }: TSESTree.AssignmentExpression, prefix: string): void {
    const target = this.text.slice(left.range[0], left.range[1]).replace(/\s+/g, "");
    if (prefix !== "" || left.type !== "MemberExpression" || !/^[\w$.]+$/.test(target)) return;
    const exports = /^(module\.)?exports(\.|$)/.exec(target);
    const name = target.slice(exports?.[0].length ?? 0).replace(".prototype.", ".") || "default";
    const value = unwrap(right);
    if (isCode(value) || (exports && value.type === "ObjectExpression")) this.value(left, name, value);
  }

  /** Declarations inside bodies: everything the statements above do not reach. */
  private nested(node: AnyNode): void {
    for (const child of children(node)) {
      const isDeclaration = child.type === "FunctionDeclaration" || child.type === "ClassDeclaration";
      if (isDeclaration && child.id && !this.found.has(`${child.id.range[0]}`) && isBody(node))
        this.statement(child, "");
      this.nested(child);
    }
  }
}

/** Whether declarations directly in it are inside some body, so not at the top level or in a namespace. */
function isBody(node: AnyNode): boolean {
  return ["BlockStatement", "StaticBlock", "SwitchCase", "IfStatement", "LabeledStatement"].includes(node.type);
}

function children(node: AnyNode): AnyNode[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (key === "parent" || key === "loc" || key === "range") return [];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((one): one is AnyNode => typeof one === "object" && one !== null && "type" in one);
  });
}
