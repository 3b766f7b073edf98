import { realpathSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const options = {
  allowJs: true,
  checkJs: false,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: ["node"],
};

function placeOf(node, root) {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  const file = path.relative(root, realpathSync(source.fileName)).split(path.sep).join("/");
  return { file, line: line + 1, column: character + 1 };
}

/** Where what a declaration declares is named: functions without a name go by that of their variable or property. */
function nameOf(declaration) {
  const { parent } = declaration;
  // `exports.save = function named() {}`: the scanner places it where the assignment starts.
  if (ts.isBinaryExpression(parent)) return parent.left;
  if (declaration.name !== undefined) return declaration.name;
  if (ts.isConstructorDeclaration(declaration)) return declaration;
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  if (named) return parent.name;
  if (ts.isExportAssignment(parent)) return declaration;
  return ts.isParenthesizedExpression(parent) || ts.isCallExpression(parent) ? nameOf(parent) : declaration;
}

const isAbstract = (declaration) =>
  ts.isMethodSignature(declaration) ||
  ts.isFunctionTypeNode(declaration) ||
  ts.isCallSignatureDeclaration(declaration) ||
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;

function implementationOf(declaration, checker) {
  if (declaration.body !== undefined) return declaration;
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name);
  return symbol?.declarations?.find((one) => one.body !== undefined) ?? declaration;
}

function functionNamed(node, checker) {
  let symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const found = symbol?.valueDeclaration;
  if (found === undefined) return null;
  if (ts.isFunctionLike(found)) return implementationOf(found, checker);
  const value = found.initializer;
  return value !== undefined && ts.isFunctionLike(value) ? value : null;
}

function calledAt(node, checker) {
  if (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isJsxSelfClosingElement(node) ||
    ts.isJsxOpeningElement(node)
  ) {
    const declaration = checker.getResolvedSignature(node)?.declaration;
    return declaration?.parent === undefined || ts.isJSDocSignature(declaration)
      ? null
      : implementationOf(declaration, checker);
  }
  return null;
}

function calleeOf(node) {
  const called = node.expression ?? node.tagName;
  return ts.isPropertyAccessExpression(called) ? called.name : called;
}

/** What a file calls and names. */
function edgesOf(source, { checker, root, edges }) {
  const visit = (node) => {
    const declaration = calledAt(node, checker);
    if (declaration !== null) {
      const kind = isAbstract(declaration) ? "interface" : "call";
      edges.push({ kind, from: placeOf(calleeOf(node), root), to: placeOf(nameOf(declaration), root) });
    }
    if (ts.isIdentifier(node)) {
      const named = functionNamed(node, checker);
      if (named?.parent !== undefined)
        edges.push({ kind: "reference", from: placeOf(node, root), to: placeOf(nameOf(named), root) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/**
 * What a type-checked program says about these files.
 *
 * @returns {import("./measure.mjs").Truth}
 */
export function typescriptTruth(root, paths, { mapped = {}, within = [""] } = {}) {
  const names = paths.map((name) => path.join(root, name));
  const program = ts.createProgram(names, { ...options, baseUrl: root, ignoreDeprecations: "6.0", paths: mapped });
  const checker = program.getTypeChecker();
  const files = new Set();
  const edges = [];
  for (const source of program.getSourceFiles()) {
    const name = path.relative(root, source.fileName).split(path.sep).join("/");
    if (name.startsWith("..") || name.includes("node_modules/") || !within.some((one) => name.startsWith(one)))
      continue;
    files.add(name);
    edgesOf(source, { checker, root, edges });
  }
  return { files, edges };
}
