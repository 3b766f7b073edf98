import { defaultSettings, type AnalysisSettings, type Config, type ConfiguredThing } from "@threatloom/model";
import type { ConfigProblem, FolderRules } from "../types.js";
import { dialectNames, rootShape, type MapShape, type PathEntry } from "./shape.js";
import { parseConfig } from "./yaml.js";

/** Files over this size are skipped unless the configuration says otherwise. */
export const FILE_SIZE = 2 * 1024 * 1024;

/** The configuration of a project that says nothing. */
export function defaultConfig(): Config {
  return {
    project: { name: null, description: null, link: null },
    include: [],
    exclude: [],
    models: [],
    imports: [],
    dialects: [...dialectNames],
    limits: { fileSize: FILE_SIZE },
    data: { levels: [], order: [], classes: [] },
    things: { component: [], flow: [], data: [], boundary: [] },
    settings: defaultSettings,
  };
}

interface RootFile extends Partial<Pick<Config, "include" | "exclude" | "models" | "imports" | "dialects">> {
  project?: { name?: string; description?: string; link?: string };
  limits?: { "file-size"?: number };
  data?: Partial<Config["data"]> & { assets?: ConfiguredThing[] };
  components?: ConfiguredThing[];
  flows?: ConfiguredThing[];
  boundaries?: ConfiguredThing[];
  acceptances?: Partial<AnalysisSettings["acceptances"]>;
  requirements?: AnalysisSettings["requirements"];
  risk?: Partial<AnalysisSettings["risk"]>;
}

/** Without the keys whose values were missing or could not be read. */
function known<T extends object>(read: T): Partial<T> {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Reads the `threatloom.yaml` of a root. */
export function readRootConfig(file: string, text: string): { config: Config; problems: ConfigProblem[] } {
  const { value, problems } = parseConfig(file, text, rootShape);
  const read = value as RootFile;
  const base = defaultConfig();
  const dialects = read.dialects ?? [];
  const config: Config = {
    project: {
      name: read.project?.name ?? null,
      description: read.project?.description ?? null,
      link: read.project?.link ?? null,
    },
    include: read.include ?? [],
    exclude: read.exclude ?? [],
    models: read.models ?? [],
    imports: read.imports ?? [],
    dialects: dialects.length > 0 ? dialects : base.dialects,
    limits: { fileSize: read.limits?.["file-size"] ?? base.limits.fileSize },
    data: { levels: read.data?.levels ?? [], order: read.data?.order ?? [], classes: read.data?.classes ?? [] },
    things: {
      component: read.components ?? [],
      flow: read.flows ?? [],
      data: read.data?.assets ?? [],
      boundary: read.boundaries ?? [],
    },
    settings: {
      acceptances: { ...defaultSettings.acceptances, ...known(read.acceptances ?? {}) },
      requirements: read.requirements ?? [],
      risk: { ...defaultSettings.risk, ...known(read.risk ?? {}) },
    },
  };
  return { config, problems };
}

/** Reads the `threatloom.yaml` of a folder below the root. */
export function readFolderRules(
  file: string,
  text: string,
  folder: string,
): { rules: FolderRules; problems: ConfigProblem[] } {
  const { value, problems } = parseConfig(file, text, rootShape);
  const read = value as Partial<FolderRules>;
  const { include = [], exclude = [], models = [], dialects = null } = read;
  const pinned = dialects !== null && dialects.length > 0 ? dialects : null;
  return { rules: { folder, include, exclude, models, dialects: pinned }, problems };
}

const text = { kind: "text", about: "" } as const;
const paths = { kind: "paths", about: "" } as const;
const threatspecShape: MapShape = {
  kind: "map",
  about: "",
  keys: { project: { kind: "map", about: "", keys: { name: text, description: text } }, paths, imports: paths },
};

/** A path without `./` and the slash at its end; empty for the whole tree. */
function cleanPath(path: string): string {
  const clean = path.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "");
  return clean === "." ? "" : clean;
}

/** What is left out below a path: `*.gen.ts` at any depth below it, `old/` right below it. */
function ignoreGlobs({ path, ignore }: PathEntry): string[] {
  const folder = cleanPath(path);
  return ignore.map((glob) => {
    const clean = cleanPath(glob);
    const inner = clean.includes("/") || clean.startsWith("**") ? clean : `**/${clean}`;
    return folder === "" ? inner : `/${folder}/${inner}`;
  });
}

/**
 * Reads a `threatspec.yaml`, of which `project`, `paths` (texts, or maps with `path` and `ignore`) and `imports` are
 * known; its other keys belong to the tool it was written for.
 */
export function readThreatspecConfig(file: string, source: string): { config: Config; problems: ConfigProblem[] } {
  const { value, problems } = parseConfig(file, source, threatspecShape, true);
  const read = value as { project?: RootFile["project"]; paths?: PathEntry[]; imports?: PathEntry[] };
  const listed = read.paths ?? [];
  const include = listed.map(({ path }) => cleanPath(path));
  const config: Config = {
    ...defaultConfig(),
    project: { name: read.project?.name ?? null, description: read.project?.description ?? null, link: null },
    // One path that is the whole tree makes the others say nothing.
    include: include.includes("") ? [] : include.map((path) => `/${path}`),
    exclude: listed.flatMap(ignoreGlobs),
    imports: (read.imports ?? []).map(({ path }) => path),
  };
  return { config, problems };
}
