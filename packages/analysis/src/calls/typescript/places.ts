import type { FunctionRef, Import } from "@threatloom/model";
import { mapIn } from "../map-in.js";
import type { TsFile, TsPlace, TsWorld } from "./scopes.js";

/** A name may be handed on through so many modules. */
const DEEPEST = 40;
/** And so many may be asked for it. */
const MOST_ASKED = 2000;

/** Which names of which files were asked for on the way: modules hand each other on in circles. */
type Asked = Map<number, Set<string>>;

function isNew(asked: Asked, file: number, name: string): boolean {
  const names = asked.get(file);
  if (names === undefined) {
    if (asked.size >= MOST_ASKED) return false;
    asked.set(file, new Set([name]));
    return true;
  }
  return names.size < names.add(name).size;
}

const functionAt = (ref: FunctionRef, reason: string): TsPlace => ({ kind: "function", ref, reason });

/** What a file gives under a name; `*` for all of it. Follows what it hands on. */
export function exportOf(world: TsWorld, file: number, name: string): TsPlace | null {
  const known = mapIn(world.memory.exported, file);
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = search(world, file, name, new Map(), 0)));
  return found;
}

/** What a name of the top level of a file stands for there. */
export function topLevel(world: TsWorld, file: number, name: string): TsPlace | null {
  const scope = world.scopes.get(file);
  if (scope === undefined) return null;
  const imported = declared(scope, name) === null ? scope.imports.get(name) : undefined;
  if (imported === undefined) return own(world, scope, file, name, new Map(), 0);
  const target = world.find(world.files[file]!.path, imported.path);
  return target === null ? leadsOut(imported, name) : exportOf(world, target, imported.imported ?? name);
}

function search(world: TsWorld, file: number, name: string, asked: Asked, depth: number): TsPlace | null {
  const scope = world.scopes.get(file);
  if (scope === undefined || depth > DEEPEST) return null;
  if (name === "*") return { kind: "module", file };
  if (!isNew(asked, file, name)) return null;
  const here = own(world, scope, file, scope.exports.get(name) ?? name, asked, depth);
  if (here !== null) return here;
  if (name === "default") return lonelyDefault(scope);
  const given = scope.reexports.get(name);
  if (given === undefined) return fromStars(world, scope, file, name, asked, depth);
  const wanted = given.imported ?? name;
  const target = world.find(world.files[file]!.path, given.path);
  return target === null ? leadsOut(given, name) : search(world, target, wanted, asked, depth + 1);
}

/** `export default` of something without a name. */
function lonelyDefault(scope: TsFile): TsPlace | null {
  const ref = scope.functions.get("default");
  return ref === undefined ? null : functionAt(ref, "the default export");
}

/** `export * from`: of modules outside nobody knows what they give, so that the only one counts where no other has the name. */
function fromStars(
  world: TsWorld,
  { stars }: TsFile,
  file: number,
  name: string,
  asked: Asked,
  depth: number,
): TsPlace | null {
  const outside: Import[] = [];
  for (const one of stars) {
    const target = world.find(world.files[file]!.path, one.path);
    if (target === null) outside.push(one);
    const found = target === null ? null : search(world, target, name, asked, depth + 1);
    if (found !== null) return found;
  }
  return outside.length === 1 ? leadsOut({ ...outside[0]!, imported: name }, name) : null;
}

function declared(scope: TsFile, name: string): TsPlace | null {
  const type = scope.types.get(name);
  if (type !== undefined) return { kind: "type", type };
  const ref = scope.functions.get(name);
  return ref === undefined ? null : functionAt(ref, "a function by its name");
}

function own(world: TsWorld, scope: TsFile, file: number, name: string, asked: Asked, depth: number): TsPlace | null {
  const here = declared(scope, name);
  if (here !== null) return here;
  const imported = scope.imports.get(name);
  if (imported === undefined) {
    const type = scope.variables.get(name);
    return type === undefined ? null : { kind: "variable", file, type };
  }
  const target = world.find(world.files[file]!.path, imported.path);
  return target === null
    ? leadsOut(imported, name)
    : search(world, target, imported.imported ?? name, asked, depth + 1);
}

/** A module that is not in the project; a file that is missing in it is none. */
function leadsOut({ path, imported }: Import, name: string): TsPlace | null {
  if (path.startsWith(".")) return null;
  const part = imported === "*" || imported === "default" ? "" : `#${imported ?? name}`;
  return { kind: "outside", name: path + part };
}
