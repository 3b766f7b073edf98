import type { State } from "@threatloom/engine";
import type { CheckItem, DriftReport, ModelDiff } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { UsageError } from "../terminal.js";

type Analysis = typeof import("@threatloom/analysis");

/** A state that is judged. */
export type JudgedState = Pick<State, "model" | "diagnostics" | "records">;

/** What makes the command fail, and what it says. */
export interface Gate {
  /** What there is to say about a state, or about the change that led to it. */
  items(
    state: JudgedState,
    change?: { before: JudgedState; diff: ModelDiff } | null,
    drift?: Pick<DriftReport, "flows" | "items"> | null,
  ): Promise<CheckItem[]>;
  /** Drift is asked for by its name: then a state alone is held against history, too. */
  asksHistory: boolean;
}

/** The default: broken annotations and lost mitigations. */
const DEFAULT = "error";

const quiet = (diff: ModelDiff | undefined): boolean =>
  diff === undefined || [diff.claims, diff.statuses, diff.code].every((list) => list.length === 0);

/** The gate of `--fail-on`; words that mean nothing end the command. */
export async function gateFor(failOn: string): Promise<Gate> {
  const load = (): Promise<Analysis> => import("@threatloom/analysis");
  let asksHistory = false;
  if (failOn !== DEFAULT) {
    const parsed = (await load()).parseConditions(failOn);
    if ("problem" in parsed) {
      const hint = parsed.suggestion === null ? null : `Did you mean ${parsed.suggestion}?`;
      throw new UsageError(`--fail-on: ${visible(parsed.problem)}`, hint);
    }
    asksHistory = (await load()).namesKind("drift", parsed.conditions);
  }
  return {
    asksHistory,
    items: async (state, change = null, drift = null) => {
      // Nothing is wrong and nothing changed: the analysis need not even be loaded.
      if (failOn === DEFAULT && state.diagnostics.length === 0 && quiet(change?.diff)) return [];
      const { checkItems, parseConditions } = await load();
      const parsed = parseConditions(failOn);
      const conditions = "problem" in parsed ? [] : parsed.conditions;
      const { model, diagnostics, records } = state;
      const comparison = change === null ? null : { ...change, diagnostics };
      return checkItems({ model, diagnostics, records, comparison, drift, conditions });
    },
  };
}
