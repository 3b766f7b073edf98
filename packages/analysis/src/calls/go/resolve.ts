import type { Binding, CodeFile, CodeLayout, FunctionRef, Import } from "@threatloom/model";
import type { Sink } from "../sink.js";
import { goPackages } from "./packages.js";
import { evaluate, type GoWorld } from "./values.js";

/** The name an import goes by: its alias, else what its package calls itself, else the last part of its path. */
function localName({ name, path }: Import, world: Pick<GoWorld, "packages">): string {
  if (name !== null) return name;
  const pkg = world.packages.byPath.get(path);
  if (pkg !== undefined) return pkg.name;
  const parts = path.split("/");
  const last = parts.at(-1)!;
  // `example.com/lib/v2` calls itself lib.
  return /^v\d+$/.test(last) && parts.length > 1 ? parts.at(-2)! : last.replace(/^go-|\.v\d+$/g, "");
}

function scopesOf(files: readonly CodeFile[]): Pick<GoWorld, "results" | "scopes"> {
  const scopes: GoWorld["scopes"] = new Map();
  const results: GoWorld["results"] = new Map();
  for (const [file, { language, code }] of files.entries()) {
    if (language !== "go") continue;
    for (const one of code.bindings) {
      const key = `${file}:${one.symbol ?? -1}`;
      if (one.how === "result") results.set(key, [...(results.get(key) ?? []), one.type]);
      else if (isVariable(one)) {
        const scope = scopes.get(key);
        if (scope === undefined) scopes.set(key, new Map([[one.name, one]]));
        else if (!scope.has(one.name)) scope.set(one.name, one);
      }
    }
  }
  return { scopes, results };
}

function isVariable({ how }: Binding): boolean {
  return how === "local" || how === "parameter" || how === "receiver";
}

/** Functions of the language that a package may have functions of the same name for. */
const builtins = new Set(["clear", "max", "min"]);

/** The system or processor that a file is for, by its name: `_linux`, `_windows_amd64`; empty for all. */
function buildOf(path: string): string {
  return (
    /_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|unix|wasip1|windows)(?=[_.])|_(?:386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)(?=[_.])/.exec(
      path,
    )?.[0] ?? ""
  );
}

/** Of functions that stand for each other in different builds: those of the file itself, else of files for the same build, else all. */
function sameBuild(
  files: readonly CodeFile[],
  from: FunctionRef,
  refs: readonly FunctionRef[],
): readonly FunctionRef[] {
  if (refs.length === 1) return refs;
  const beside = refs.filter(({ file }) => file === from.file);
  if (beside.length > 0) return beside;
  const build = buildOf(files[from.file]!.path);
  const same = build === "" ? [] : refs.filter(({ file }) => buildOf(files[file]!.path) === build);
  return same.length > 0 ? same : refs;
}

/** Resolves the calls of all Go files of a project. */
export function resolveGo(files: readonly CodeFile[], layout: CodeLayout, sink: Sink): void {
  const packages = goPackages(files, layout);
  const imports: GoWorld["imports"] = new Map();
  const dots: GoWorld["dots"] = new Map();
  for (const [file, { language, code }] of files.entries()) {
    if (language !== "go") continue;
    imports.set(file, new Map(code.imports.map((one) => [localName(one, { packages }), one])));
    const all = code.imports.filter(({ name }) => name === ".");
    if (all.length > 0)
      dots.set(
        file,
        all.map(({ path }) => path),
      );
  }
  const world: GoWorld = { files, packages, imports, dots, implementers: new Map(), ...scopesOf(files) };
  for (const [file, { language, code }] of files.entries()) {
    if (language !== "go") continue;
    for (const call of code.calls) {
      const from = { file, symbol: call.symbol ?? -1 };
      const value = evaluate(world, from, call.callee);
      if (value?.kind === "function") {
        const refs = value.certain ? sameBuild(files, from, value.refs) : value.refs;
        const confidence = value.certain && refs.length === 1 ? "high" : "medium";
        for (const to of refs) sink.edge(from, to, call, confidence, value.reason);
      } else if (value?.kind === "outside") sink.outside(from, value.name, call);
      else if (value?.kind !== "type" && !builtins.has(call.callee)) sink.unresolved(call);
    }
  }
}
