import type { CodeSymbol } from "@threatloom/model";
import type { Spot } from "../../workspace.js";
import type { Namespace } from "./usage.js";

/** How far away something was said: on the function, in the file, in the folder, elsewhere. */
export const levels = { function: 0, file: 1, folder: 2, elsewhere: 3 } as const;

/** How near the nearest place is where a thing was spoken of. */
export interface Nearness {
  of(namespace: Namespace, key: string): number;
  /** Open exposures to a threat: how near the nearest is. */
  open(threat: string): number;
  team(name: string): number;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** Looks at every claim and flow once, when somebody asks: what is spoken of near a place is likely to be meant there. */
export function nearnessAt(spot: Spot, symbol: CodeSymbol | null): Nearness {
  let made: ReadonlyMap<string, number> | null = null;
  const known = (key: string): number | undefined => (made ??= levelsAt(spot, symbol)).get(key);
  const of = (key: string): number => known(key) ?? levels.elsewhere;
  return {
    of: (namespace, key) => of(`${namespace} ${key}`),
    open: (threat) => known(`open ${threat}`) ?? levels.elsewhere + 1,
    team: (name) => of(`team ${name}`),
  };
}

function levelsAt({ view, path }: Spot, symbol: CodeSymbol | null): Map<string, number> {
  const near = new Map<string, number>();
  const folder = folderOf(path);
  const note = (key: string, level: number): void => {
    const known = near.get(key);
    if (known === undefined || level < known) near.set(key, level);
  };
  const levelOf = (said: { location: { file: string }; symbol: { name: string; line: number } | null }): number => {
    const { file } = said.location;
    if (file !== path) return folderOf(file) === folder ? levels.folder : levels.elsewhere;
    const isHere = symbol !== null && said.symbol?.name === symbol.name && said.symbol.line === symbol.line;
    return isHere ? levels.function : levels.file;
  };
  for (const claim of view.model.claims) {
    const level = levelOf(claim);
    if (claim.kind === "exposure" && claim.open && claim.threat !== null) note(`open ${claim.threat}`, level);
    if (level === levels.elsewhere) continue;
    for (const key of [claim.component, claim.actor, claim.target]) if (key !== null) note(`component ${key}`, level);
    if (claim.threat !== null) note(`threat ${claim.threat}`, level);
    if (claim.control !== null) note(`control ${claim.control}`, level);
    if (claim.data !== null) note(`data ${claim.data}`, level);
    if (claim.kind === "ownership" && claim.subject !== null) note(`team ${claim.subject}`, level);
  }
  for (const flow of view.model.flows) {
    const level = levelOf(flow);
    if (level === levels.elsewhere) continue;
    note(`component ${flow.from}`, level);
    note(`component ${flow.to}`, level);
  }
  return near;
}
