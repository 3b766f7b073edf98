import { UNKNOWN, factsOf, type ThreatModel } from "@threatloom/model";
import { fileMatcher } from "./glob-match.js";
import { parseGlobs } from "./glob.js";

interface Owner {
  component: string;
  /** Whether the globs as a whole match: a later one may take back what an earlier one gave. */
  owns: (path: string) => boolean;
  /** How exactly each glob that gives says it, the most exact first. */
  exact: { length: number; matches: (path: string) => boolean }[];
}

function ownersIn(model: ThreatModel): Owner[] {
  const facts = factsOf(model);
  return model.components.flatMap(({ key }) => {
    const { value } = facts.component(key).code;
    if (value === UNKNOWN || value.length === 0) return [];
    const giving = value.filter((glob) => !glob.startsWith("!"));
    const exact = giving.map((glob) => ({ length: glob.length, matches: fileMatcher(parseGlobs([glob])) }));
    exact.sort((a, b) => b.length - a.length);
    return [{ component: key, owns: fileMatcher(parseGlobs(value)), exact }];
  });
}

/**
 * Who owns files by the property `code` of components: of several that match, those with the longest glob, so that a
 * folder within a folder may belong to somebody else. Keys, sorted.
 */
export function folderOwners(model: ThreatModel): (path: string) => string[] {
  const owners = ownersIn(model);
  return (path) => {
    let longest = 0;
    let found: string[] = [];
    for (const { component, owns, exact } of owners) {
      if (!owns(path)) continue;
      const length = exact.find(({ matches }) => matches(path))?.length ?? 0;
      if (length > longest) found = [];
      if (length >= longest) found.push(component);
      longest = Math.max(longest, length);
    }
    return found.sort();
  };
}
