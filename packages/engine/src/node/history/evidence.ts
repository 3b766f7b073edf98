import {
  calledBy,
  isShown,
  isStillWritten,
  mayStillCall,
  observeFlows,
  resolveCalls,
  sureEvidence,
  type TestPlace,
  type UncalledTest,
} from "@threatloom/analysis";
import type { DriftEvidence, DriftFlow, DriftPoint, ObservedFlow } from "@threatloom/model";
import { folderOwners } from "../../code-owners.js";
import type { ProjectCalls, Scan } from "../../types.js";
import { scanProject } from "../scan.js";
import { filesFor, MOST_FILES, type Asked } from "./asked.js";
import { openOldTree, type OldMeans } from "./tree.js";

/** Older points whose code is read. */
const MOST_POINTS = 3;

/** What calls showed once. */
interface Had {
  flows: DriftFlow[];
  tests: (UncalledTest & { place: TestPlace })[];
}

/** What calls showed once and show no more, and what was looked at to find out. */
export interface Gone {
  flows: DriftFlow[];
  uncalled: UncalledTest[];
  evidence: DriftEvidence;
}

type Scanned = Pick<Scan, "model" | "paths" | "records">;

/** What calls showed at one point; null where that has too many files, or cannot be read. */
async function hadAt({ point, flows, tests }: Asked, means: OldMeans): Promise<Had | null> {
  const tree = await openOldTree(means, point.commit!);
  if (tree === null) return null;
  const { model, paths, layout } = tree;
  const names = await filesFor(means.project.root, { flows, tests }, { model, paths, commit: point.commit });
  if (names.length > MOST_FILES) return null;
  const files = await tree.code(names);
  const graph = resolveCalls(files, layout);
  const observed = flows.length === 0 ? [] : observeFlows(model, { files, graph, folders: folderOwners(model) }).flows;
  return {
    flows: flows.flatMap((flow): DriftFlow[] => {
      const was = sureEvidence(flow, observed);
      return was === null ? [] : [{ flow, was, at: point }];
    }),
    tests: tests.flatMap((place) => {
      const lost = calledBy({ model, files, graph }, place);
      return lost === null ? [] : [{ claim: place.claim, lost, at: point, place }];
    }),
  };
}

/** What of it no call shows in some code of today. */
function without(had: Had, { model }: Scanned, { files, graph }: ProjectCalls, seen: readonly ObservedFlow[]): Had {
  const code = { model, files, graph };
  return {
    flows: had.flows.filter(({ flow, was }) => !isShown(flow, seen) && !isStillWritten(was, files)),
    tests: had.tests.filter(({ claim, lost }) => {
      return !mayStillCall(code, { claim, path: claim.location.file, symbol: claim.symbol }, lost);
    }),
  };
}

const isEmpty = ({ flows, tests }: Had): boolean => flows.length === 0 && tests.length === 0;

/** First the code of the same components is looked at; only what is not found there is looked for everywhere. */
async function goneToday(had: Had, means: OldMeans, scan: Scanned, cache: boolean): Promise<Had> {
  if (isEmpty(had)) return had;
  const { project } = means;
  const { model, paths } = scan;
  const flows = had.flows.map(({ flow }) => flow);
  const tests = had.tests.map(({ claim }) => ({ claim, path: claim.location.file, symbol: claim.symbol }));
  const names = await filesFor(project.root, { flows, tests }, { model, paths, commit: null });
  const options = { today: "", coverage: false, calls: true, cache } as const;
  let left = had;
  if (names.length <= MOST_FILES) {
    const { calls } = await scanProject(project, { ...options, files: names });
    const observed = observeFlows(model, { ...calls!, folders: folderOwners(model) });
    left = without(had, scan, calls!, observed.flows);
  }
  if (isEmpty(left)) return left;
  const { calls, observed } = await scanProject(project, options);
  const unseen = new Set(observed!.unseen);
  const all = without(left, scan, calls!, observed!.flows);
  return { ...all, flows: all.flows.filter(({ flow }) => unseen.has(flow.id)) };
}

const newest = (a: DriftPoint, b: DriftPoint): number =>
  (b.date ?? "").localeCompare(a.date ?? "") || (a.commit! < b.commit! ? -1 : 1);

/**
 * Holds the calls of today against those of older points: flows that calls showed there and show no more, and tests that
 * called what they name. What is not sure to have been there, and not sure to be gone, is not told.
 */
export async function goneSince(
  asked: readonly Asked[],
  means: OldMeans,
  scan: Scanned,
  cache: boolean,
): Promise<Gone> {
  const had: Had = { flows: [], tests: [] };
  const evidence: DriftEvidence = { points: [], asked: 0, left: 0 };
  for (const [at, one] of asked.entries()) {
    const size = one.flows.length + one.tests.length;
    evidence.asked += size;
    const found = at < MOST_POINTS ? await hadAt(one, means) : null;
    if (found === null) {
      evidence.left += size;
      continue;
    }
    evidence.points.push(one.point);
    had.flows.push(...found.flows);
    had.tests.push(...found.tests);
  }
  evidence.points.sort(newest);
  const { flows, tests } = await goneToday(had, means, scan, cache);
  return { flows, uncalled: tests.map(({ claim, lost, at }) => ({ claim, lost, at })), evidence };
}
