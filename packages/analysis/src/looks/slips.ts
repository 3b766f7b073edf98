import { editDistance, type Entity } from "@threatloom/model";

/** Shorter words are a letter from too many others, longer keys are no names. */
const SHORTEST = 7;
const LONGEST = 128;
/** Where more names than these lie a letter apart, that is how they are meant. */
const CROWD = 20;

/** What a slip leaves alone: digits are counted with, and names of one path have as many segments. */
const shapeOf = (key: string): string => key.replace(/[^0-9:]+/g, "_");

/** Whether two keys differ in one segment only, and there by one letter of a longer word. */
function isSlip(a: string, b: string): boolean {
  if (shapeOf(a) !== shapeOf(b)) return false;
  const other = b.split(":");
  const [slip, ...more] = a.split(":").flatMap((one, index) => (one === other[index] ? [] : [[one, other[index]!]]));
  if (slip === undefined || more.length > 0) return false;
  const [first, second] = slip as [string, string];
  return Math.min(first.length, second.length) >= SHORTEST && editDistance(first, second, 1) <= 1;
}

/** A key and what is left of it without one letter: two keys that are a slip apart have one of these in common. */
function stumps(key: string): string[] {
  if (key.length > LONGEST) return [];
  return [key, ...Array.from(key, (_, index) => key.slice(0, index) + key.slice(index + 1))];
}

/** What is only mentioned and a letter from something that is defined: most likely the same, with a slip of the pen. */
export function slipsAmong<T extends Entity>(entities: readonly T[]): { mentioned: T; defined: T }[] {
  const byStump = new Map<string, T[]>();
  for (const entity of entities.filter(({ definitions }) => definitions.length > 0)) {
    for (const stump of stumps(entity.key)) {
      const known = byStump.get(stump);
      if (known === undefined) byStump.set(stump, [entity]);
      else if (known.length < CROWD) known.push(entity);
    }
  }
  return entities.flatMap((mentioned) => {
    if (mentioned.definitions.length > 0) return [];
    const near = stumps(mentioned.key).flatMap((stump) => byStump.get(stump) ?? []);
    const defined = near.find(({ key }) => isSlip(mentioned.key, key));
    return defined ? [{ mentioned, defined }] : [];
  });
}
