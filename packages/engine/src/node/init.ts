import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { readBytes } from "./files.js";
import { writeFileAtomic } from "./write.js";

const CONFIG = "threatloom.yaml";
const CACHE = ".threatloom/cache/";
const MODEL = "threat-model.threatspec";

const template = `# Settings of Threatloom, the threat model that lives in the code. Every key may be left out.
# Globs mean what they mean in a .gitignore and are relative to this file.

project:
  # name: The name in reports (by default the name of this folder)
  # description: One or two sentences for reports

# What is read (everything, where it is empty), and what is left out.
# include: [src/]
# exclude: ["**/legacy/", "*.gen.ts"]

# Text or Markdown files that hold annotations outside of code.
# models: [docs/threats.md]

# Folders or files outside of include whose definitions are wanted too.
# imports: [shared/threats/]

# The dialects of the annotation language that are read (all of them, by default).
# dialects: [canonical, guardlink, threatspec01, prose2015]

# limits:
#   file-size: 2097152 # bytes; larger files are skipped

# data:
#   levels: [top-secret] # sensitivity levels besides the built-in ones

# What is known of the parts, besides what annotations say (docs/properties.md).
# components:
#   App:Web: { internet-facing: yes, authenticates: yes, technology: [go] }
# flows:
#   App:Web -> App:Db: { protocol: postgres over TLS }
`;

/** What setting a project up did. */
export interface Initialised {
  /** Files that were written or changed, relative to the root. */
  written: string[];
  /** Files that were there already and were left alone. */
  kept: string[];
}

/** Whether something stands where `initProject` puts a model file: its name, or null. A link to nowhere counts. */
export function modelInTheWay(root: string): string | null {
  return lstatSync(join(root, MODEL), { throwIfNoEntry: false }) === undefined ? null : MODEL;
}

/**
 * Sets a project up: writes a commented `threatloom.yaml`, unless there is one, and adds the cache to the
 * `.gitignore`. A model to start from is written first, unless `modelInTheWay` names something. Throws where the file
 * system refuses.
 */
export function initProject(root: string, model: string | null = null): Initialised {
  const written: string[] = [];
  const kept: string[] = [];
  if (model !== null) {
    if (modelInTheWay(root) !== null) kept.push(MODEL);
    else {
      writeFileAtomic(join(root, MODEL), model);
      written.push(MODEL);
    }
  }
  const config = join(root, CONFIG);
  if (existsSync(config)) kept.push(CONFIG);
  else {
    writeFileAtomic(config, template);
    written.push(CONFIG);
  }
  const ignore = join(root, ".gitignore");
  const before = readBytes(ignore)?.toString("utf8") ?? "";
  if (before.split(/\r?\n/).some((line) => line.trim().replace(/^\//, "") === CACHE)) kept.push(".gitignore");
  else {
    const gap = before === "" || before.endsWith("\n") ? "" : "\n";
    writeFileAtomic(ignore, `${before}${gap}${CACHE}\n`);
    written.push(".gitignore");
  }
  return { written, kept };
}
