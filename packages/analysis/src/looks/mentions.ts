import type { Entity, ThreatModel } from "@threatloom/model";
import { slipsAmong } from "./slips.js";

/** From how many definitions on a file that mostly defines what nobody uses is taken for a library. */
const LIBRARY = 10;

/**
 * What is defined and not used, by keys. Files that define many things, most of them unused, are libraries that several
 * projects share: what is not needed there is nobody's mistake.
 */
export function unusedOf<T extends Entity>(entities: readonly T[], used: ReadonlySet<string>): T[] {
  // What is only ever written with a slip of the pen is used; another rule speaks of the slip.
  const meant = new Set(slipsAmong(entities).map(({ defined }) => defined.key));
  const unused = entities.filter(({ key, definitions }) => definitions.length > 0 && !used.has(key) && !meant.has(key));
  const count = (list: readonly T[]): Map<string, number> => {
    const files = new Map<string, number>();
    for (const { definitions } of list) {
      const file = definitions[0]?.file ?? "";
      files.set(file, (files.get(file) ?? 0) + 1);
    }
    return files;
  };
  const [all, idle] = [count(entities), count(unused)];
  return unused.filter(({ definitions }) => {
    const { file } = definitions[0]!;
    return all.get(file)! < LIBRARY || idle.get(file)! * 2 <= all.get(file)!;
  });
}

/** Keys of the components that a claim speaks of, as what it is about or as a party to it. */
export function claimedComponents(model: ThreatModel): ReadonlySet<string> {
  return new Set(
    model.claims.flatMap(({ component, actor, target }) => [component, actor, target].filter((key) => key !== null)),
  );
}
