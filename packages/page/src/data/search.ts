import { place } from "@threatloom/reporters/view";
import { hrefOf } from "../router.js";
import type { Site } from "./site.js";

/** Something that can be found by its name. */
export interface Hit {
  kind: "component" | "control" | "data" | "file" | "function" | "threat";
  name: string;
  /** Where it leads. */
  href: string;
  /** What tells it from others of its name. */
  where: string;
}

/** What is shown of one search. */
const MOST = 12;

/** Everything of a site that can be found by name, in lower case beside it. */
export type Index = readonly { hit: Hit; key: string }[];

/** Makes the index of a site. */
export function indexOf({ report }: Site): Index {
  const { model, coverage } = report;
  const files = new Set(
    [...(coverage?.list ?? []), ...model.claims.map(({ location }) => location)].map((at) => at.file),
  );
  const hits: Hit[] = [
    ...model.components.map(({ key, name, role }) => hit("component", name, hrefOf("component", key), role)),
    ...model.threats.map(({ key, name, severity }) => hit("threat", name, hrefOf("threat", key), severity ?? "")),
    ...model.controls.map(({ key, name }) => hit("control", name, hrefOf("control", key))),
    ...model.data.map(({ key, name, level }) => hit("data", name, hrefOf("data", key), level ?? "")),
    ...(coverage?.list ?? []).map((one) =>
      hit("function", one.name, hrefOf("function", `${one.file}:${one.line}`), place({ ...one, column: 1 })),
    ),
    ...[...files].sort().map((file) => hit("file", file, hrefOf("claims", null, { q: file }))),
  ];
  return hits.map((each) => ({ hit: each, key: each.name.toLowerCase() }));
}

function hit(kind: Hit["kind"], name: string, href: string, where = ""): Hit {
  return { kind, name, href, where };
}

/** The best hits: names that start with the text, words that do, the rest; code somewhat behind things; short ones first. */
export function searched(index: Index, text: string): { hits: Hit[]; found: number } {
  const words = text.toLowerCase().match(/\S+/g) ?? [];
  if (words.length === 0) return { hits: [], found: 0 };
  const [first = ""] = words;
  const matches = index.filter(({ key }) => words.every((word) => key.includes(word)));
  const rank = (key: string): number =>
    key.startsWith(first) ? 0 : /[\p{L}\p{N}]/u.test(key[key.indexOf(first) - 1] ?? "") ? 2 : 1;
  const ranked = matches.map(({ hit: each, key }) => ({
    each,
    rank: rank(key) + (each.kind === "function" || each.kind === "file" ? 1.5 : 0),
    length: key.length,
  }));
  ranked.sort((a, b) => a.rank - b.rank || a.length - b.length);
  return { hits: ranked.slice(0, MOST).map(({ each }) => each), found: matches.length };
}
