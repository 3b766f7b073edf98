import type { Claim, ClaimKind, CodeFile, CodeSymbol } from "@threatloom/model";
import { folderOf } from "../coverage/functions.js";

/** Keys of the components whose `code` globs match a path. */
export type FolderOwners = (path: string) => readonly string[];

/** The components a function belongs to: keys, sorted; none for most. `symbol` -1: the top level of the file. */
export type OwnersOf = (file: CodeFile, symbol: number) => readonly string[];

const NOBODY: readonly string[] = [];
/** Functions in functions in functions; more is no code of people. */
const DEEPEST = 8;

/** Claims that can be made from anywhere: they do not say whose code they stand on. */
const ELSEWHERE: readonly ClaimKind[] = ["assumption", "entitlement", "ownership", "test"];

/** Whether a claim says that the code it stands on belongs to its component. */
export function saysOwner({ component, kind }: Claim): boolean {
  return component !== null && !ELSEWHERE.includes(kind);
}

interface Places {
  symbols: Map<string, Set<string>>;
  types: Map<string, Set<string>>;
  modules: Map<string, Set<string>>;
}

const symbolKey = (file: string, { name, line }: { name: string; line: number }): string => `${file}\n${name}\n${line}`;
const moduleKey = ({ language, path }: Pick<CodeFile, "language" | "path">): string =>
  language === "go" ? folderOf(path) : path;

function add(map: Map<string, Set<string>>, key: string, component: string): void {
  const known = map.get(key);
  if (known) known.add(component);
  else map.set(key, new Set([component]));
}

function placesOf(claims: readonly Claim[], files: readonly CodeFile[]): Places {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const places: Places = { symbols: new Map(), types: new Map(), modules: new Map() };
  for (const claim of claims) {
    const file = byPath.get(claim.location.file);
    if (file === undefined || !saysOwner(claim)) continue;
    const { symbol, component } = claim;
    if (symbol === null) add(places.modules, moduleKey(file), component!);
    else {
      add(places.symbols, symbolKey(file.path, symbol), component!);
      // Methods may stand in any file of the package.
      if (symbol.kind === "type" && file.language === "go")
        add(places.types, `${folderOf(file.path)}\n${symbol.name}`, component!);
    }
  }
  return places;
}

const sorted = (set: ReadonlySet<string>): readonly string[] => [...set].sort();

function byParents(places: Places, file: CodeFile, start: CodeSymbol, at: ReadonlyMap<string, CodeSymbol>) {
  let symbol: CodeSymbol | undefined = start;
  for (let depth = 0; symbol !== undefined && depth < DEEPEST; depth++) {
    const own = places.symbols.get(symbolKey(file.path, symbol));
    if (own !== undefined) return own;
    const { parent }: CodeSymbol = symbol;
    if (parent === null) return undefined;
    const type = places.types.get(`${folderOf(file.path)}\n${parent}`);
    if (type !== undefined && file.language === "go") return type;
    symbol = at.get(parent);
  }
  return undefined;
}

/**
 * Whose code functions are: the components that their claims name, else those of the type or function around them, else
 * those of the module (the file in TypeScript, the package in Go), else those whose `code` globs match the file.
 */
export function ownersOf(claims: readonly Claim[], files: readonly CodeFile[], folders: FolderOwners): OwnersOf {
  const places = placesOf(claims, files);
  const names = new Map<CodeFile, Map<string, CodeSymbol>>();
  const around = new Map<CodeFile, readonly string[]>();
  const namesIn = (file: CodeFile): Map<string, CodeSymbol> => {
    const known = names.get(file);
    if (known !== undefined) return known;
    const map = new Map(file.symbols.map((symbol) => [symbol.name, symbol]));
    names.set(file, map);
    return map;
  };
  const aroundOf = (file: CodeFile): readonly string[] => {
    const known = around.get(file);
    if (known !== undefined) return known;
    const module = places.modules.get(moduleKey(file));
    const found = module === undefined ? folders(file.path) : sorted(module);
    around.set(file, found.length === 0 ? NOBODY : found);
    return around.get(file)!;
  };
  return (file, index) => {
    const symbol = file.symbols[index];
    const own = symbol === undefined ? undefined : byParents(places, file, symbol, namesIn(file));
    return own === undefined ? aroundOf(file) : sorted(own);
  };
}
