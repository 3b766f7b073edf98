import type { CodeFile, FunctionRef } from "@threatloom/model";

/** Where something stands in the project: its file, relative to the root, with line and column from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** The functions of a project by where they stand. */
export interface FunctionPlaces {
  /** The innermost function around a place, or the top of its file; null outside of the project. */
  around(place: Place): FunctionRef | null;
  /** The function whose name stands at a place; null where none does. */
  declared(place: Place): FunctionRef | null;
}

interface Known {
  /** Function symbols in the order of the file. */
  functions: number[];
  byPlace: Map<string, number>;
}

function knownOf({ symbols }: CodeFile): Known {
  const known: Known = { functions: [], byPlace: new Map() };
  for (const [index, { kind, line, column }] of symbols.entries()) {
    if (kind !== "function" && kind !== "method") continue;
    known.functions.push(index);
    const place = `${line}:${column}`;
    if (!known.byPlace.has(place)) known.byPlace.set(place, index);
  }
  return known;
}

/** Opens the files of a project for questions about places. */
export function functionPlaces(files: readonly CodeFile[]): FunctionPlaces {
  const byPath = new Map(files.map(({ path }, index) => [path, index]));
  const known = new Map<number, Known>();
  const at = (file: number): Known => {
    let own = known.get(file);
    if (own === undefined) known.set(file, (own = knownOf(files[file]!)));
    return own;
  };
  return {
    around({ file: path, line, column }) {
      const file = byPath.get(path);
      if (file === undefined) return null;
      const { symbols } = files[file]!;
      let symbol = -1;
      for (const index of at(file).functions) {
        const one = symbols[index]!;
        if (one.line > line) break;
        if (one.endLine >= line && (one.line < line || one.column <= column)) symbol = index;
      }
      return { file, symbol };
    },
    declared({ file: path, line, column }) {
      const file = byPath.get(path);
      const symbol = file === undefined ? undefined : at(file).byPlace.get(`${line}:${column}`);
      return file === undefined || symbol === undefined ? null : { file, symbol };
    },
  };
}
