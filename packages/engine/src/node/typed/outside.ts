import type ts from "typescript";
import type { Checked } from "./declarations.js";

const LIBRARY = /\/typescript\/lib\/lib\.[^/]*$/;

/** `…/node_modules/@types/pg/index.d.ts` belongs to `pg`. */
function packageOf(file: string): string | null {
  // What the language itself has lies in a package, too.
  const at = LIBRARY.test(file) ? -1 : file.lastIndexOf("/node_modules/");
  if (at < 0) return null;
  const [first = "", second = ""] = file.slice(at + "/node_modules/".length).split("/");
  if (first === "@types") return second.includes("__") ? `@${second.replace("__", "/")}` : second;
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/**
 * The name of what a declaration outside of the project declares, as imports would have it: `node:fs#readFile`,
 * `pg#Pool.query`; null for what every program has.
 */
export function outsideName({ ts: tool }: Checked, declaration: ts.Declaration): string | null {
  const names: string[] = [];
  let module = packageOf(declaration.getSourceFile().fileName);
  for (let node: ts.Node = declaration; (node as ts.Node | undefined) !== undefined; node = node.parent) {
    if (tool.isModuleDeclaration(node) && tool.isStringLiteral(node.name)) {
      module = node.name.text;
      break;
    }
    const { name } = node as { name?: ts.Node };
    if (name !== undefined && (tool.isIdentifier(name) || tool.isPrivateIdentifier(name))) names.unshift(name.text);
  }
  return module === null || names.length === 0 ? null : `${module}#${names.join(".")}`;
}
