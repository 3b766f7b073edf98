import type ts from "typescript";

/** The compiler and the checker of one program. */
export interface Checked {
  ts: typeof ts;
  checker: ts.TypeChecker;
}

/** A declaration as far as it may have a name and a body. */
export type Declared = ts.Declaration & { name?: ts.Node; body?: ts.Node };

/** Where what a declaration declares is named: functions without a name go by that of their variable or property. */
export function nameOf({ ts: tool }: Pick<Checked, "ts">, declaration: Declared): ts.Node {
  const { parent } = declaration as { parent: ts.Node };
  // `exports.save = function named() {}`: the symbol is placed where the assignment starts.
  if (tool.isBinaryExpression(parent)) return parent.left;
  if (declaration.name !== undefined) return declaration.name;
  if (tool.isConstructorDeclaration(declaration)) return declaration;
  if (tool.isVariableDeclaration(parent) || tool.isPropertyAssignment(parent) || tool.isPropertyDeclaration(parent)) {
    return parent.name;
  }
  const wraps = tool.isParenthesizedExpression(parent) || tool.isCallExpression(parent);
  return wraps ? nameOf({ ts: tool }, parent as unknown as Declared) : declaration;
}

/** Whether a declaration says what can be called, and not what happens then. */
export function isAbstract({ ts: tool }: Pick<Checked, "ts">, declaration: ts.Declaration): boolean {
  return (
    tool.isMethodSignature(declaration) ||
    tool.isPropertySignature(declaration) ||
    tool.isFunctionTypeNode(declaration) ||
    tool.isCallSignatureDeclaration(declaration) ||
    (tool.getCombinedModifierFlags(declaration) & tool.ModifierFlags.Abstract) !== 0
  );
}

/** Of several overloads the one with a body. */
export function implementationOf({ checker }: Checked, declaration: Declared): Declared {
  if (declaration.body !== undefined) return declaration;
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name);
  return symbol?.declarations?.find((one: Declared) => one.body !== undefined) ?? declaration;
}

/** What a name means, behind all imports. */
export function symbolAt({ ts: tool, checker }: Checked, node: ts.Node): ts.Symbol | undefined {
  const short = (node.parent as ts.Node | undefined) && tool.isShorthandPropertyAssignment(node.parent);
  const symbol = short ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
  const isAlias = symbol !== undefined && (symbol.flags & tool.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The function that a declaration stands for: itself, or the one that its variable or property is made with. */
export function functionIn(checked: Checked, declaration: ts.Declaration | undefined): Declared | null {
  if (declaration === undefined) return null;
  if (checked.ts.isFunctionLike(declaration)) return implementationOf(checked, declaration);
  const { initializer } = declaration as { initializer?: ts.Node };
  return initializer !== undefined && checked.ts.isFunctionLike(initializer) ? initializer : null;
}

/** The function that a name stands for. */
export function functionNamed(checked: Checked, node: ts.Node): Declared | null {
  return functionIn(checked, symbolAt(checked, node)?.valueDeclaration);
}

/** Anything that calls something. */
export type Calling = ts.CallExpression | ts.NewExpression | ts.JsxSelfClosingElement | ts.JsxOpeningElement;

/** Whether a node calls something. */
export function isCalling({ ts: tool }: Pick<Checked, "ts">, node: ts.Node): node is Calling {
  return (
    tool.isCallExpression(node) ||
    tool.isNewExpression(node) ||
    tool.isJsxSelfClosingElement(node) ||
    tool.isJsxOpeningElement(node)
  );
}

/** What is called, as a whole: `a.b` of `a.b()`. */
export function calledIn(node: Calling): ts.Node {
  return "tagName" in node ? node.tagName : node.expression;
}

/** The last name of what is called. */
export function calleeName({ ts: tool }: Pick<Checked, "ts">, node: Calling): ts.Node {
  const called = calledIn(node);
  return tool.isPropertyAccessExpression(called) ? called.name : called;
}

/** The declaration that a call leads to by the types of what is handed over; null where nobody knows. */
export function calledAt(checked: Checked, node: Calling): Declared | null {
  const declaration = checked.checker.getResolvedSignature(node)?.declaration as Declared | undefined;
  const { parent } = (declaration ?? {}) as { parent?: ts.Node };
  if (declaration === undefined || parent === undefined || checked.ts.isJSDocSignature(declaration)) return null;
  return implementationOf(checked, declaration);
}
