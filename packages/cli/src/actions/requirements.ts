import { report } from "@threatloom/engine";
import {
  componentKey,
  componentNamed,
  componentsBelow,
  nearest,
  pathSegments,
  type Requirement,
  type ThreatModel,
} from "@threatloom/model";

import { renderRequirements, requirementFormats, visible, type RequirementFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, UsageError, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { mentionProblems } from "./problems.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `requirements` is called with. */
export interface RequirementArguments extends TreeArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
  component: string | undefined;
  status: string | undefined;
}

/** The keys of the component that was named and of those below it; a word that names none ends the command. */
function componentsFor(name: string, model: ThreatModel): ReadonlySet<string> {
  const key = componentNamed(model, name)?.key ?? componentKey(pathSegments(name));
  const found = componentsBelow(model, key);
  if (found.length > 0) return new Set(found.map((component) => component.key));
  const near = nearest(
    name,
    model.components.flatMap((component) => [component.name, ...component.ids]),
  );
  const hint =
    near === null ? "`threatloom scan --format json` lists the components." : `Did you mean ${visible(near)}?`;
  throw new UsageError(`--component ${visible(name)}: no annotation speaks of it`, hint);
}

/** `threatloom requirements`: the security requirements of the components, with status and evidence. */
export async function run(args: RequirementArguments): Promise<number> {
  const { component, status, out } = args;
  const format = formatOf(args, requirementFormats, "text") as RequirementFormat;
  const target = await openTarget(args.paths, args);
  const result = await walk(target, args, { coverage: false, analyse: true }, format === "text" && out === undefined);
  const options = {
    color: args.color ?? (out === undefined && wantsColor(process.stdout)),
    ...(component !== undefined && { components: componentsFor(component, result.model) }),
    ...(status !== undefined && { status: status.replaceAll("-", " ") as Requirement["status"] }),
  };
  await deliver(await renderRequirements(report(target.project, result), format, options), out);
  mentionProblems(result.diagnostics);
  return exitCodes.clean;
}
