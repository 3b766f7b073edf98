import { confirmedText, readConfirmed, withConfirmed } from "@threatloom/analysis";
import type { Confirmation } from "@threatloom/model";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ConfigProblem } from "../../types.js";
import { insideRoot, openDoor, realPath } from "../files.js";
import { git } from "../git/run.js";
import { alone, removeStale, writeFileAtomic } from "../write.js";

/** Where confirmations are kept, relative to the root; meant to be committed, unlike the cache beside it. */
export const CONFIRMED = ".threatloom/confirmed.json";

/** Bytes that file may have. */
export const LARGEST_CONFIRMED = 64 * 1024 * 1024;

const problemOf = (message: string, line = 1): ConfigProblem => {
  return { file: CONFIRMED, line, column: 1, message, suggestion: null };
};

/** The confirmations of a text, none where there is no file; what is wrong with it has its place. */
export function confirmationsIn(text: string | null): { entries: Confirmation[]; problems: ConfigProblem[] } {
  if (text === null) return { entries: [], problems: [] };
  const read = readConfirmed(text);
  return "problem" in read
    ? { entries: [], problems: [problemOf(`${read.problem}; mend or remove it`, read.line)] }
    : { entries: read.entries, problems: [] };
}

/** The confirmations of the working tree; none where there is no file. */
export function readConfirmations(root: string): { entries: Confirmation[]; problems: ConfigProblem[] } {
  const { path } = realPath(join(root, CONFIRMED));
  if (path === null) return confirmationsIn(null);
  const { bytes, reason } = openDoor(root).read(CONFIRMED, LARGEST_CONFIRMED);
  if (bytes === null) return { entries: [], problems: [problemOf(`the file cannot be read: ${reason}`)] };
  return confirmationsIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
}

const ATTRIBUTES = ".threatloom/.gitattributes";
/** Of two branches that confirm claims beside each other, git keeps the lines of both. */
const UNION = "confirmed.json merge=union\n";

/**
 * Adds confirmations, all or none, to what the file holds by then: another run may have written since it was read. Gives
 * what is in the way; throws where the file system refuses, or links lead out of the root.
 */
export async function addConfirmations(root: string, added: readonly Confirmation[]): Promise<ConfigProblem[]> {
  for (const name of [".threatloom", CONFIRMED, ATTRIBUTES]) {
    const { path } = realPath(join(root, name));
    if (path !== null && insideRoot(root, path) === null) throw new Error(`${name} leads out of the project`);
  }
  const file = join(root, CONFIRMED);
  let problems: ConfigProblem[] = [];
  const done = await alone(file, () => {
    const now = readConfirmations(root);
    problems = now.problems;
    if (problems.length > 0) return;
    removeStale(join(root, ".threatloom"));
    if (!existsSync(join(root, ATTRIBUTES))) writeFileAtomic(join(root, ATTRIBUTES), UNION);
    writeFileAtomic(file, confirmedText(withConfirmed(now.entries, added)));
  });
  return done ? problems : [problemOf(`another run is writing to it; if none is, remove ${CONFIRMED}.lock`)];
}

/** Who git says is at work: `Name <address>`, the address where there is one; null where nobody is named. */
export async function whoami(root: string): Promise<string | null> {
  const said = async (key: string): Promise<string> =>
    (await git(root, ["config", "--get", key]))?.toString("utf8").trim() ?? "";
  const [name, address] = [await said("user.name"), await said("user.email")];
  if (name === "") return address === "" ? null : address;
  return address === "" ? name : `${name} <${address}>`;
}
