import type { CallHow } from "@threatloom/model";
import type ts from "typescript";
import {
  calledAt,
  calledIn,
  calleeName,
  functionIn,
  functionNamed,
  implementationOf,
  isAbstract,
  isCalling,
  symbolAt,
  type Calling,
  type Checked,
  type Declared,
} from "./declarations.js";

/** A call of a checked program, or a function that is handed on by name. */
export interface TypedUse {
  /** All that is called, and the last name in it. */
  called: ts.Node;
  name: ts.Node;
  how: Extract<CallHow, "call" | "jsx" | "new" | "value">;
  /** Where it leads for sure; several where the type is one of several. */
  to: Declared[];
  /** What it leads to in an interface or an abstract class; what is behind that is to be found. */
  behind: { owner: ts.Symbol; member: string }[];
}

const howOf = ({ ts: tool }: Checked, node: Calling): TypedUse["how"] =>
  "tagName" in node ? "jsx" : tool.isNewExpression(node) ? "new" : "call";

/** The member of an interface or an abstract class that a declaration is. */
function memberOf(checked: Checked, declaration: Declared): TypedUse["behind"][number] | null {
  const { parent } = declaration as { parent: ts.Node };
  const { ts: tool, checker } = checked;
  if (!tool.isInterfaceDeclaration(parent) && !tool.isClassLike(parent)) return null;
  const owner = parent.name === undefined ? undefined : checker.getSymbolAtLocation(parent.name);
  const { name } = declaration;
  return owner === undefined || name === undefined || !tool.isIdentifier(name) ? null : { owner, member: name.text };
}

/** A class without a constructor of its own, and what its elements call. */
function made(checked: Checked, node: Calling): Declared[] | null {
  const [declared] = symbolAt(checked, calleeName(checked, node))?.declarations?.filter(checked.ts.isClassLike) ?? [];
  if (declared === undefined) return null;
  const wanted = "tagName" in node ? "render" : null;
  return declared.members.filter((one: Declared) =>
    wanted === null
      ? checked.ts.isConstructorDeclaration(one) && one.body !== undefined
      : one.name?.getText() === wanted,
  );
}

/** What a call leads to. The members that a value of several types has in common are declared several times. */
function declarationsOf(checked: Checked, node: Calling): Declared[] {
  const signature = calledAt(checked, node);
  const name = calleeName(checked, node);
  const symbol = checked.ts.isPropertyAccessExpression(calledIn(node)) ? symbolAt(checked, name) : undefined;
  const all = symbol?.declarations ?? [];
  if (new Set(all.map(({ parent }) => parent)).size > 1) {
    const each = all.map((one) => functionIn(checked, one) ?? one);
    return [...new Set(each.map((one) => implementationOf(checked, one)))];
  }
  // A property whose type is a function: who implements the interface decides what that is.
  const [only] = all;
  if (signature !== null && only !== undefined && checked.ts.isPropertySignature(only)) return [only];
  return signature === null ? [] : [signature];
}

function useOf(checked: Checked, node: Calling): TypedUse | null {
  const use: TypedUse = {
    called: calledIn(node),
    name: calleeName(checked, node),
    how: howOf(checked, node),
    to: [],
    behind: [],
  };
  const constructed = use.how === "call" ? null : made(checked, node);
  if (constructed !== null) return { ...use, to: constructed };
  const all = declarationsOf(checked, node);
  for (const one of all) {
    const member = isAbstract(checked, one) ? memberOf(checked, one) : null;
    if (member !== null) use.behind.push(member);
    else if (!isAbstract(checked, one)) use.to.push(one);
  }
  return use.to.length + use.behind.length === 0 ? null : use;
}

/** A function that is handed on by its name: as an argument, or as an attribute of an element. */
function handedOn(checked: Checked, node: ts.Node): TypedUse | null {
  const { ts: tool } = checked;
  const name = tool.isPropertyAccessExpression(node) ? node.name : node;
  if (!tool.isIdentifier(name)) return null;
  const found = functionNamed(checked, name);
  return found?.body === undefined ? null : { called: node, name, how: "value", to: [found], behind: [] };
}

/** Walks through a checked source, in its order. */
export function walkUses(checked: Checked, source: ts.SourceFile, take: (use: TypedUse) => void): void {
  const { ts: tool } = checked;
  const visit = (node: ts.Node): void => {
    const uses: (TypedUse | null)[] = [];
    if (isCalling(checked, node)) {
      uses.push(useOf(checked, node));
      const handed = "arguments" in node ? (node.arguments ?? []) : [];
      uses.push(...handed.map((one) => handedOn(checked, one)));
    } else if (tool.isJsxAttribute(node) && node.initializer !== undefined && tool.isJsxExpression(node.initializer)) {
      const { expression } = node.initializer;
      if (expression !== undefined) uses.push(handedOn(checked, expression));
    }
    for (const use of uses) if (use !== null) take(use);
    tool.forEachChild(node, visit);
  };
  visit(source);
}
