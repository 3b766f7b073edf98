import type ts from "typescript";
import { functionIn, symbolAt, type Checked, type Declared } from "./declarations.js";

/** The functions behind a member of an interface or an abstract class, as far as classes say that they implement it. */
export type Implementers = (owner: ts.Symbol, member: string) => Declared[];

type Class = ts.ClassLikeDeclaration;

/** Who extends or implements what is declared: interfaces, too, for what they hand on. */
function heirsIn(
  checked: Checked,
  sources: readonly ts.SourceFile[],
): Map<ts.Symbol, (Class | ts.InterfaceDeclaration)[]> {
  const heirs = new Map<ts.Symbol, (Class | ts.InterfaceDeclaration)[]>();
  const visit = (node: ts.Node): void => {
    if (checked.ts.isClassLike(node) || checked.ts.isInterfaceDeclaration(node)) {
      for (const { expression } of (node.heritageClauses ?? []).flatMap(({ types }) => [...types])) {
        const symbol = symbolAt(checked, expression);
        if (symbol === undefined) continue;
        const known = heirs.get(symbol);
        if (known === undefined) heirs.set(symbol, [node]);
        else known.push(node);
      }
    }
    checked.ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);
  return heirs;
}

/** Opens the sources of a program for questions about who implements what. */
export function implementersIn(checked: Checked, sources: readonly ts.SourceFile[]): Implementers {
  let heirs: ReturnType<typeof heirsIn> | null = null;
  const known = new Map<ts.Symbol, Class[]>();
  const classesOf = (owner: ts.Symbol): Class[] => {
    const before = known.get(owner);
    if (before !== undefined) return before;
    heirs ??= heirsIn(checked, sources);
    const found = new Set<Class>();
    const [waiting, seen] = [[owner], new Set([owner])];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      for (const heir of heirs.get(one) ?? []) {
        if (!checked.ts.isInterfaceDeclaration(heir)) found.add(heir);
        const symbol = heir.name === undefined ? undefined : checked.checker.getSymbolAtLocation(heir.name);
        if (symbol !== undefined && seen.size < seen.add(symbol).size) waiting.push(symbol);
      }
    }
    known.set(owner, [...found]);
    return [...found];
  };
  return (owner, member) => {
    const bodies = classesOf(owner).flatMap((one) => {
      const type = checked.checker.getTypeAtLocation(one);
      const body = functionIn(checked, checked.checker.getPropertyOfType(type, member)?.valueDeclaration);
      return body?.body === undefined ? [] : [body];
    });
    return [...new Set(bodies)];
  };
}
