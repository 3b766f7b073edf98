import { componentKey, namesOf, pathSegments, type PairStatus, type ThreatModel } from "@threatloom/model";
import { z } from "zod";
import { pageInput, pageOf } from "../page.js";
import { claimOutput, pairOutput, shownClaim, shownPair } from "../shown.js";
import { tool } from "../tool.js";
import { isProblem } from "../types.js";
import { counted } from "../words.js";

/** Claims behind one pair that are shown. */
const MOST = 5;

const open = pairOutput.extend({
  opens: z
    .array(claimOutput)
    .describe(`What keeps it open: exposures, or acceptances past their date; at most ${MOST}`),
  mitigations: z.int().describe("Mitigations of it elsewhere"),
});

const data = z.object({ open: z.array(open) });

const grades = ["critical", "high", "medium", "low", null] as const;

const rank = (pair: PairStatus): number => grades.indexOf(pair.severity) * 2 + (pair.status === "exposed" ? 0 : 1);

function openPairs({ pairs }: ThreatModel, component: string | undefined): PairStatus[] {
  const key = component === undefined ? null : componentKey(pathSegments(component));
  const within = (one: string): boolean => key === null || one === key || one.startsWith(`${key}:`);
  return pairs
    .filter((pair) => (pair.status === "exposed" || pair.status === "partial") && within(pair.component))
    .sort((a, b) => rank(a) - rank(b));
}

/** `open_exposures`: the threats that nothing answers, gravest first. */
export const exposuresTool = tool({
  name: "open_exposures",
  title: "Open exposures",
  description:
    "Threats that the annotations say are open, gravest first, with the claims that keep them open. An exposure is closed by a mitigation on the same function, on its type or in a model file.",
  input: z.strictObject({
    component: z.string().max(500).optional().describe("Only this component and those below it, by path: App:Web"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("model");
    if (isProblem(state)) return state;
    const { model, references } = state.scan;
    const names = namesOf(model, references);
    const all = openPairs(model, args.component).map((pair) => ({
      ...shownPair(pair, names),
      opens: [...pair.exposures, ...pair.acceptances]
        .map((index) => model.claims[index]!)
        .filter((claim) => claim.open || claim.expired)
        .slice(0, MOST)
        .map((claim) => shownClaim(claim, names)),
      mitigations: pair.mitigations.length,
    }));
    const paged = pageOf(all, args, `${state.source.content}${args.component ?? ""}`);
    if (isProblem(paged)) return paged;
    const summary = `${counted(all.length, "threat")} open.`;
    return { summary, source: state.source, page: paged.page, data: { open: paged.items } };
  },
});
