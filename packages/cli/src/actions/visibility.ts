import { visibility, type Definitions } from "@threatloom/engine";
import { canonicalKey, nearest, type VisibilityReport } from "@threatloom/model";
import { renderVisibility, visibilityFormats, visible, type VisibilityFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, UsageError, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { soundDefinitions } from "./detection.js";
import { mentionProblems } from "./problems.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `visibility` is called with. */
export interface VisibilityArguments extends TreeArguments {
  paths: string[];
  scenario: string | undefined;
  format: string | undefined;
  out: string | undefined;
}

/** The definitions with the one scenario that was asked for; several files may hold a version of it each. */
function only(name: string, definitions: Definitions): Definitions {
  const scenarios = definitions.scenarios.filter((one) => canonicalKey(one.name) === canonicalKey(name));
  if (scenarios.length > 0) return { ...definitions, scenarios };
  const names = [...new Set(definitions.scenarios.map((one) => one.name))];
  const near = nearest(name, names);
  const hint =
    near === null ? `There are ${names.length}; threatloom visibility lists them.` : `Did you mean ${visible(near)}?`;
  throw new UsageError(`--scenario ${visible(name)}: no scenario has this name`, hint);
}

/** What a report on one scenario says of the rest: nothing. */
const narrowed = (report: VisibilityReport): VisibilityReport => ({
  ...report,
  threats: report.threats.filter(({ scenarios }) => scenarios.length > 0),
  unused: [],
});

/** `threatloom visibility`: which steps of threat scenarios are seen, by what, and how early. */
export async function run(args: VisibilityArguments): Promise<number> {
  const format = formatOf(args, visibilityFormats, "text") as VisibilityFormat;
  const { project, files } = await openTarget(args.paths, args);
  const all = await soundDefinitions(project, files);
  const definitions = args.scenario === undefined ? all : only(args.scenario, all);
  // The threats of the model and what code claims to detect are wanted whole, whichever scenarios were named.
  const { model, diagnostics } = await walk(
    { project, files: undefined },
    args,
    { coverage: false },
    format === "text" && args.out === undefined,
  );
  const found = await visibility(project, model, definitions);
  const report = args.scenario === undefined && files === undefined ? found : narrowed(found);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  await deliver(await renderVisibility({ project: project.name, report, model, color }, format), args.out);
  mentionProblems(diagnostics);
  return exitCodes.clean;
}
