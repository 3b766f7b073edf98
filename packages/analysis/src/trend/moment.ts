import {
  identity,
  namesOf,
  namesSymbol,
  type PairStatus,
  type Status,
  type ThreatModel,
  type TrendExposure,
  type TrendPoint,
} from "@threatloom/model";

/** What a model says at one commit, before it is held against the commits around it. */
export interface Moment extends Omit<TrendPoint, "closed" | "opened"> {
  /** The pairs that are exposed or partial, sorted by key. */
  exposed: readonly TrendExposure[];
}

const isOpen = ({ status }: PairStatus): boolean => status === "exposed" || status === "partial";

function exposuresOf(model: ThreatModel): TrendExposure[] {
  const names = namesOf(model);
  const open = model.pairs.filter(isOpen).map(({ component, threat, severity }) => ({
    key: identity("status", component, threat),
    component,
    threat,
    componentName: names.component(component),
    threatName: names.threat(threat),
    severity,
  }));
  return open.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** What a model says at a commit. */
export function momentOf(model: ThreatModel, at: Pick<Moment, "commit" | "date" | "functions">): Moment {
  const count = (wanted: Status): number => model.pairs.filter(({ status }) => status === wanted).length;
  const { commit, date, functions } = at;
  return {
    commit,
    date,
    open: count("exposed"),
    partial: count("partial"),
    mitigated: count("mitigated"),
    accepted: count("accepted"),
    transferred: count("transferred"),
    expired: model.claims.filter(({ kind, expired }) => kind === "acceptance" && expired).length,
    functions,
    exposed: exposuresOf(model),
  };
}

/** How many of the functions of files without any claim are tested: named by a test claim of another file. */
export function namedByTests({ claims }: ThreatModel, names: Iterable<string>): number {
  const subjects = claims.flatMap(({ kind, subject }) => (kind === "test" && subject !== null ? [subject] : []));
  let tested = 0;
  if (subjects.length === 0) return tested;
  for (const name of names) if (subjects.some((subject) => namesSymbol(subject, name))) tested++;
  return tested;
}
