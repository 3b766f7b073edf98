import type { Config, LanguageId } from "@threatloom/model";
import { languageOf } from "@threatloom/languages";
import { definitionKind } from "./detection/kind.js";
import { parseGlobs } from "./glob.js";
import { fileMatcher } from "./glob-match.js";
import type { Manner } from "./reading.js";
import type { FolderRules } from "./types.js";

/** How a file takes part in a scan. */
export interface Place {
  manner: Manner;
  /** It lies outside `include` and is imported: only its definitions count. */
  definitionsOnly: boolean;
}

/** Where each file stands: in, and how, or out, and why. */
export type Scope = (path: string) => { place: Place; reason: string } | { place: null; reason: string };

interface Rules {
  prefix: string;
  file: string;
  includes: ((path: string) => boolean) | null;
  excludes: (path: string) => boolean;
  models: (path: string) => boolean;
  dialects: FolderRules["dialects"];
}

function compile(rules: FolderRules, file: string): Rules {
  return {
    prefix: rules.folder === "" ? "" : `${rules.folder}/`,
    file,
    includes: rules.include.length === 0 ? null : fileMatcher(parseGlobs(rules.include)),
    excludes: fileMatcher(parseGlobs(rules.exclude)),
    models: fileMatcher(parseGlobs(rules.models)),
    dialects: rules.dialects,
  };
}

function modelFileOf(path: string, language: LanguageId): Manner["modelFile"] {
  if (language !== "text") return null;
  const name = path.toLowerCase();
  return name.endsWith(".gal") ? "gal" : name.endsWith(".threatspec") ? "threatspec" : "text";
}

const reasonOf = (path: string): string =>
  definitionKind(path) === null
    ? "no language for files of this kind"
    : "about detection: threatloom visibility reads it";

const languageNames: Record<LanguageId, string> = {
  go: "Go",
  typescript: "TypeScript or JavaScript",
  text: "a model file",
};

function rulesIn(config: Config, configFile: string | null, folders: readonly FolderRules[]): Rules[] {
  const below = [...folders].sort((a, b) => a.folder.length - b.folder.length);
  return [
    compile({ folder: "", ...config }, configFile ?? "threatloom.yaml"),
    ...below.map((rules) => compile(rules, `${rules.folder}/threatloom.yaml`)),
  ];
}

/** The test whether configurations let a file in, whatever it holds. */
export function borderOf(config: Config, folders: readonly FolderRules[]): (path: string) => boolean {
  const all = rulesIn(config, null, folders);
  return (path) =>
    all.every(({ prefix, excludes, includes }) => {
      if (!path.startsWith(prefix)) return true;
      const inner = path.slice(prefix.length);
      return !excludes(inner) && includes?.(inner) !== false;
    });
}

/**
 * Builds the test that decides about every file, from the root's configuration and those of the folders below. A file
 * is in where every configuration above it lets it in; the nearest one that pins dialects decides about them. `code`: what
 * files call is wanted, too.
 */
export function scopeOf(
  config: Config,
  configFile: string | null,
  folders: readonly FolderRules[],
  code = false,
): Scope {
  const all = rulesIn(config, configFile, folders);
  const imports = fileMatcher(parseGlobs(config.imports.map((path) => `/${path.replace(/^(?:\.?\/)+/, "")}`)));
  return (path) => {
    const above = all.filter((rules) => path.startsWith(rules.prefix));
    const named = above.some((rules) => rules.models(path.slice(rules.prefix.length)));
    const language = languageOf(path) ?? (named ? "text" : null);
    if (language === null) return { place: null, reason: reasonOf(path) };
    const inner = (rules: Rules): string => path.slice(rules.prefix.length);
    const excluded = above.find((rules) => rules.excludes(inner(rules)));
    if (excluded !== undefined) return { place: null, reason: `excluded by ${excluded.file}` };
    const missing = named ? undefined : above.find((rules) => rules.includes?.(inner(rules)) === false);
    const imported = missing !== undefined && imports(path);
    if (missing !== undefined && !imported) return { place: null, reason: `not among the includes of ${missing.file}` };
    const dialects = above.findLast((rules) => rules.dialects !== null)?.dialects ?? config.dialects;
    const manner: Manner = { language, dialects, modelFile: modelFileOf(path, language), code };
    return {
      place: { manner, definitionsOnly: imported },
      reason: imported ? "imported for its definitions" : languageNames[language],
    };
  };
}
