import { afterEach, expect } from "@jest/globals";
import { commitAll, git, gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";

/** Folders that are disposed of after each test. */
export const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});

/** Of every project here. */
export const CONFIG = { "threatloom.yaml": "project:\n  name: shop\n" };

/** A repository whose first commit holds these files. */
export function repository(files: Record<string, string>): string {
  const folder = tempFolder({ ...CONFIG, ".gitignore": ".threatloom/cache/\n", ...files });
  made.push(folder);
  gitRepository(folder.path);
  git(folder.path, "config", "user.name", "Ada");
  git(folder.path, "config", "user.email", "ada@example.org");
  return folder.path;
}

/** One more commit. */
export function change(root: string, files: Record<string, string>): void {
  writeFiles(root, files);
  commitAll(root, "change");
}

/** Of the function that `login` gives. */
export const CLAIM = "// @mitigates App:Web against SQL injection with binding\n";
/** A function with a claim on it. */
export const login = (body: string, claim = CLAIM, name = "login"): string =>
  `${claim}export function ${name}(a: string) {\n  ${body}\n}\n`;

/** A part of the document. */
export interface Item {
  kind: string;
  lost: string | null;
  to: { file: string } | null;
  claim: { id: string; symbol: string | null; location: { file: string; line: number } };
  written: { commit: string | null; date: string | null } | null;
  changes: { count: number; newest: { commit: string | null } | null };
}

/** The document of `threatloom drift`. */
export interface Drift {
  history: { reach: string; commits: number };
  confirmed: number;
  items: Item[];
  flows: {
    flow: { id: string; from: string; to: string };
    was: { steps: { name: string }[] };
    at: { commit: string };
  }[];
  evidence: { points: { commit: string }[]; asked: number; left: number };
}

/** Runs `threatloom drift`. */
export async function drift(cwd: string, ...args: string[]): Promise<Drift> {
  const { code, stdout, stderr } = await threatloom(["drift", "--format", "json", ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Drift;
}

/** What is said of which functions. */
export const kinds = ({ items }: Drift): string[] => items.map(({ kind, claim }) => `${kind} ${claim.symbol ?? "-"}`);
/** The id of a revision. */
export const commit = (root: string, name = "HEAD"): string => git(root, "rev-parse", name).trim();
