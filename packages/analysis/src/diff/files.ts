import type { ModelState, SourceRecord } from "@threatloom/model";
import { compareText, pairUnambiguous, pairUp, type Sides } from "./matching.js";

/** Which files have another path after the change: paths of one side by those of the other. */
export interface FileRenames {
  /** The path after the change, by the path before it. */
  forth: ReadonlyMap<string, string>;
  /** The path before the change, by the path after it. */
  back: ReadonlyMap<string, string>;
}

type State = Pick<ModelState, "model" | "records">;

interface FileTraits {
  path: string;
  language: string;
  /** What is claimed in it. */
  claims: string;
  /** What is declared in it, with and without its code. */
  code: string;
  names: string;
  /** The name and the code of each declaration. */
  parts: string[];
}

const PASSES: readonly ((file: FileTraits) => string | null)[] = [
  ({ language, claims, code }) => JSON.stringify([language, claims, code]),
  ({ language, claims, names }) => JSON.stringify([language, claims, names]),
  ({ language, code, names }) => (names === "" ? null : JSON.stringify([language, code])),
  ({ language, names }) => (names === "" ? null : JSON.stringify([language, names])),
  (file) => (file.names === "" ? baseOf(file) : null),
];

const baseOf = ({ language, path }: FileTraits): string =>
  JSON.stringify([language, path.slice(path.lastIndexOf("/") + 1)]);

/** Files of the same name without the folder, by what is declared in them. */
const partsOf = (file: FileTraits): string[] => file.parts.map((part) => JSON.stringify([baseOf(file), part]));

/**
 * Finds out which of the files that are gone became which of the new ones: by what is claimed and declared in them, else
 * by their name without the folder, if they have any declaration in common or none at all. Looks at no content.
 */
export function renamedFiles(before: State, after: State): FileRenames {
  const paths = (state: State): Set<string> => new Set(state.records.map(({ path }) => path));
  const [was, is] = [paths(before), paths(after)];
  const sides: Sides<FileTraits> = {
    before: traitsOf(before, (path) => !is.has(path)),
    after: traitsOf(after, (path) => !was.has(path)),
  };
  const matches = [...PASSES.flatMap((labelOf) => pairUp(sides, labelOf)), ...pairUnambiguous(sides, partsOf)];
  return {
    forth: new Map(matches.map((match) => [match.before.path, match.after.path])),
    back: new Map(matches.map((match) => [match.after.path, match.before.path])),
  };
}

/** What tells the files of one side apart, in the order of their paths. */
function traitsOf({ model, records }: State, isWanted: (path: string) => boolean): FileTraits[] {
  const wanted = records.filter(({ path }) => isWanted(path));
  if (wanted.length === 0) return [];
  const claims = new Map(wanted.map(({ path }): [string, string[]] => [path, []]));
  for (const { kind, component, threat, control, detail, symbol, location } of model.claims)
    claims.get(location.file)?.push(JSON.stringify([kind, component, threat, control, detail, symbol?.name]));
  return wanted
    .map((record) => ({ ...declaredIn(record), claims: claims.get(record.path)!.sort().join("\n") }))
    .sort((a, b) => compareText(a.path, b.path));
}

function declaredIn({ path, language, symbols }: SourceRecord): Omit<FileTraits, "claims"> {
  const list = symbols ?? [];
  const names = list.map(({ name }) => name).sort();
  const code = list.map(({ name, fingerprint }) => JSON.stringify([name, fingerprint])).sort();
  const parts = list.flatMap(({ name, fingerprint }) => [`name ${name}`, `code ${fingerprint ?? name}`]);
  return { path, language, names: names.join("\n"), code: code.join("\n"), parts };
}
