import { report } from "@threatloom/engine";
import { renderSequence } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { actorNamed, boundaryNamed } from "../show/named.js";
import { exitCodes } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { mentionProblems } from "./problems.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `sequence` is called with. */
export interface SequenceArguments extends TreeArguments {
  paths: string[];
  out: string | undefined;
  boundary: string | undefined;
  actor: string | undefined;
}

/** `threatloom sequence`: the flows in the order in which they are declared. */
export async function run(args: SequenceArguments): Promise<number> {
  formatOf({ format: undefined, out: args.out }, ["mermaid"], "mermaid");
  const target = await openTarget(args.paths, args);
  const result = await walk(target, args, { coverage: false, analyse: true }, false);
  const { model } = result;
  const selection = {
    boundary: args.boundary === undefined ? undefined : boundaryNamed(args.boundary, model),
    actor: args.actor === undefined ? undefined : actorNamed(args.actor, model),
  };
  await deliver(await renderSequence(report(target.project, result), selection), args.out);
  mentionProblems(result.diagnostics);
  return exitCodes.clean;
}
