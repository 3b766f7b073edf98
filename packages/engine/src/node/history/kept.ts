import type { Moment } from "@threatloom/analysis";
import type { TrendExposure } from "@threatloom/model";
import type { Store } from "../store.js";
import { isoDate, type Dated } from "./since.js";

/** What earlier runs found out about commits, and what this one adds. */
export interface KeptMoments {
  /** What the model says at a commit; null where nobody knows. Without `coverage` functions are not told. */
  get(commit: Dated, coverage: boolean): Moment | null;
  /** Keeps a moment; gives it as it is held. */
  put(moment: Moment): Moment;
  /** Stores what is new. */
  save(): void;
}

const STORE = "trend.json";
/** Commits that are remembered, unless one run asks for more. */
const MOST = 5000;

type Counts = Omit<Moment, "commit" | "date" | "exposed">;

/** Lists of exposures hardly change from commit to commit: each exposure and each list is held once. */
interface Contents {
  things: TrendExposure[];
  lists: number[][];
  rows: [commit: string, list: number, counts: Counts][];
}

function recalled(store: Store | null): Contents {
  const [bytes] = store?.read(STORE) ?? [];
  try {
    if (bytes !== undefined) return JSON.parse(Buffer.from(bytes).toString("utf8")) as Contents;
  } catch {
    // What cannot be read is found out anew.
  }
  return { things: [], lists: [], rows: [] };
}

type Exposed = Moment["exposed"];

/** Gives one object for all that say the same: thousands of moments then take hardly more room than one. */
function interner(lists: Iterable<Exposed>): (exposed: Exposed) => Exposed {
  const things = new Map<string, TrendExposure>();
  const known = new Map<string, Exposed>();
  const seen = new WeakMap<Exposed, Exposed>();
  const textOf = (list: Exposed): string[] => list.map((one) => JSON.stringify(one));
  const intern = (list: Exposed): Exposed => {
    const texts = textOf(list);
    const name = texts.join("\n");
    const same = known.get(name);
    if (same !== undefined) return same;
    const own = texts.map((text, at) => {
      const thing = things.get(text) ?? list[at]!;
      things.set(text, thing);
      return thing;
    });
    known.set(name, own);
    return own;
  };
  for (const list of lists) intern(list);
  return (list) => {
    const own = seen.get(list) ?? intern(list);
    seen.set(list, own);
    return own;
  };
}

/** Puts moments whose lists were interned into the form in which they are stored. */
function contentsOf(moments: Iterable<Kept>): Contents {
  const things = new Map<TrendExposure, number>();
  const lists = new Map<Exposed, number>();
  const numberIn = <T>(map: Map<T, number>, one: T): number => {
    if (!map.has(one)) map.set(one, map.size);
    return map.get(one)!;
  };
  const rows = [...moments].map(({ commit, exposed, ...counts }): Contents["rows"][number] => {
    return [commit, numberIn(lists, exposed), counts];
  });
  const numbered = [...lists.keys()].map((list) => list.map((one) => numberIn(things, one)));
  return { things: [...things.keys()], lists: numbered, rows };
}

type Kept = Omit<Moment, "date">;

/** Opens what is known of the commits of a root; without a store it is forgotten with the run. */
export function openMoments(store: Store | null): KeptMoments {
  const { things, lists, rows } = recalled(store);
  const exposed = lists.map((list) => list.map((at) => things[at]!));
  const intern = interner(exposed);
  const known = new Map<string, Kept>();
  for (const [commit, list, counts] of rows) known.set(commit, { commit, ...counts, exposed: intern(exposed[list]!) });
  const used = new Set<string>();
  let changed = false;
  return {
    get: ({ commit, seconds }, coverage) => {
      const kept = known.get(commit);
      if (kept === undefined || (coverage && kept.functions === null)) return null;
      used.add(commit);
      return { ...kept, date: isoDate(seconds), functions: coverage ? kept.functions : null };
    },
    put: ({ date, ...moment }) => {
      const kept = { ...moment, exposed: intern(moment.exposed) };
      known.set(moment.commit, kept);
      used.add(moment.commit);
      changed = true;
      return { ...kept, date };
    },
    save: () => {
      if (!changed || store === null) return;
      changed = false;
      const kept = [...known.values()].filter(({ commit }) => known.size <= MOST || used.has(commit));
      store.write(STORE, [Buffer.from(JSON.stringify(contentsOf(kept)))]);
    },
  };
}
