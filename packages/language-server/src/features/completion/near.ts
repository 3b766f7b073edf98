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

type Group = Namespace | "open" | "team";
type Levels = Record<Group, Map<string, number>>;

/** Looks at every claim and flow once, when somebody asks: what is spoken of near a place is likely to be meant there. */
export function nearnessAt(spot: Spot, symbol: CodeSymbol | null): Nearness {
  let made: Levels | null = null;
  const known = (group: Group, key: string): number | undefined => (made ??= levelsAt(spot, symbol))[group].get(key);
  const of = (group: Group, key: string): number => known(group, key) ?? levels.elsewhere;
  return {
    of,
    open: (threat) => known("open", threat) ?? levels.elsewhere + 1,
    team: (name) => of("team", name),
  };
}

function levelsAt({ view, path }: Spot, symbol: CodeSymbol | null): Levels {
  const group = (): Map<string, number> => new Map();
  const near: Levels = {
    component: group(),
    threat: group(),
    control: group(),
    data: group(),
    open: group(),
    team: group(),
  };
  const folder = folderOf(path);
  const note = (of: Group, key: string | null, level: number): void => {
    if (key === null) return;
    const known = near[of].get(key);
    if (known === undefined || level < known) near[of].set(key, level);
  };
  const levelOf = (said: { location: { file: string }; symbol: { name: string; line: number } | null }): number => {
    const { file } = said.location;
    if (file !== path) return folderOf(file) === folder ? levels.folder : levels.elsewhere;
    const isHere = symbol !== null && said.symbol?.name === symbol.name && said.symbol.line === symbol.line;
    return isHere ? levels.function : levels.file;
  };
  for (const claim of view.model.claims) {
    const { kind, open, component, actor, target, threat, control, data, subject } = claim;
    const level = levelOf(claim);
    if (kind === "exposure" && open) note("open", threat, level);
    if (level === levels.elsewhere) continue;
    for (const key of [component, actor, target]) note("component", key, level);
    note("threat", threat, level);
    note("control", control, level);
    note("data", data, level);
    if (kind === "ownership") note("team", subject, level);
  }
  for (const flow of view.model.flows) {
    const level = levelOf(flow);
    if (level === levels.elsewhere) continue;
    note("component", flow.from, level);
    note("component", flow.to, level);
  }
  return near;
}
