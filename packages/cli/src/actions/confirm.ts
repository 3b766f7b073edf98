import { confirmClaims, pathKind, type Scan } from "@threatloom/engine";
import { nearest, type Claim, type Flow } from "@threatloom/model";
import { escapeCommands, visible } from "@threatloom/reporters";
import { relative, resolve, sep } from "node:path";
import type { TreeArguments } from "../options.js";
import { exitCodes, print, UsageError } from "../terminal.js";
import { driftFor, unlessStuck } from "./drift.js";
import { openTarget, type Target } from "./target.js";
import { dateOf } from "./date.js";
import { walk } from "./walk.js";

/** What `confirm` is called with. */
export interface ConfirmArguments extends TreeArguments {
  claims: string[];
  all: boolean;
}

/** The claims that a word of the command line means: one by its id, or those of a file that drifted. */
function meant(
  word: string,
  { model }: Scan,
  drifted: readonly (Claim | Flow)[],
  { project }: Target,
): (Claim | Flow)[] {
  const own = [...model.claims, ...drifted].find(({ id }) => id === word);
  if (own !== undefined) return [own];
  const path = resolve(word);
  const file = relative(project.root, path).split(sep).join("/");
  if ([...model.claims, ...drifted].some(({ location }) => location.file === file)) {
    return drifted.filter(({ location }) => location.file === file);
  }
  if (word !== "" && pathKind(path) !== "missing") throw new UsageError(`${visible(word)}: holds no claim`);
  const near = nearest(
    word,
    [...model.claims, ...drifted].flatMap(({ id, location }) => [id, location.file]),
  );
  const hint = near === null ? "threatloom drift lists them." : `Did you mean ${visible(near)}?`;
  throw new UsageError(`${visible(word)}: no claim has this id, and no file this name`, hint);
}

/** `threatloom confirm`: records that claims were read again and hold. */
export async function run(args: ConfirmArguments): Promise<number> {
  if (args.all === args.claims.length > 0) {
    throw new UsageError("say which claims: ids, files, or --all", "threatloom drift lists them.");
  }
  const target = await openTarget([], args);
  const { project } = target;
  const scan = await walk(target, args, { coverage: false }, true);
  const { items, flows } = await driftFor(project, scan, { since: undefined, cache: args.cache });
  // Whose date is over needs a decision, not a confirmation.
  const drifted: (Claim | Flow)[] = [
    ...items.filter(({ kind }) => kind !== "expired").map(({ claim }) => claim),
    ...flows.map(({ flow }) => flow),
  ];
  const claims = args.all ? drifted : args.claims.flatMap((word) => meant(word, scan, drifted, target));
  const { file, added } = unlessStuck(await confirmClaims(project, scan, [...new Set(claims)], dateOf(args.date)));
  if (added.length === 0) {
    await print("nothing to confirm: no such claim drifted\n");
    return exitCodes.clean;
  }
  const lines = added.map(({ file: where, says, symbol }) => {
    return escapeCommands(`${visible(where)}${symbol === null ? "" : `  ${visible(symbol)}`}  ${visible(says)}`);
  });
  const count = `${added.length} ${added.length === 1 ? "claim" : "claims"} confirmed`;
  await print(`${lines.join("\n")}\n${count} in ${file}; commit it, and the .gitattributes beside it\n`);
  return exitCodes.clean;
}
