import { realpathSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import {
  calledAt,
  calleeName,
  functionNamed,
  isAbstract,
  isCalling,
  nameOf,
} from "../../../packages/engine/dist/node/typed/declarations.js";

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

/** What a file calls and names. */
function edgesOf(source, { checker, root, edges }) {
  const checked = { ts, checker };
  const visit = (node) => {
    const declaration = isCalling(checked, node) ? calledAt(checked, node) : null;
    if (declaration !== null) {
      const kind = isAbstract(checked, declaration) ? "interface" : "call";
      const to = placeOf(nameOf(checked, declaration), root);
      edges.push({ kind, from: placeOf(calleeName(checked, node), root), to });
    }
    if (ts.isIdentifier(node)) {
      const named = functionNamed(checked, node);
      if (named?.parent !== undefined)
        edges.push({ kind: "reference", from: placeOf(node, root), to: placeOf(nameOf(checked, named), root) });
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
