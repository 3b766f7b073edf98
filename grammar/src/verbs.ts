/**
 * Every verb that follows an `@`, with its spellings: the first is its name, the others are read as well. Kept apart
 * from the forms so that the byte prefilter can know the verbs without loading anything else; a test holds the two together.
 */
export const verbSpellings: readonly (readonly string[])[] = [
  ["accepts", "accept"],
  ["actor", "actors"],
  ["alias", "aliases"],
  ["asset", "assets"],
  ["assumes", "assume"],
  ["audit", "audits"],
  ["boundary", "boundaries"],
  ["comment", "comments"],
  ["component", "components"],
  ["confirmed"],
  ["connects", "connect"],
  ["control", "controls"],
  ["data"],
  ["describe", "describes"],
  ["detects", "detect"],
  ["does", "do"],
  ["entitles", "entitle"],
  ["exposes", "expose"],
  ["feature", "features"],
  ["flows", "flow"],
  ["handles", "handle"],
  ["mitigates", "mitigate"],
  ["owns", "own"],
  ["review", "reviews"],
  ["shield", "shields"],
  ["shield:begin"],
  ["shield:end"],
  ["source", "sources"],
  ["tests", "test"],
  ["threat", "threats"],
  ["transfers", "transfer"],
  ["validates", "validate"],
];

const names = new Map(
  verbSpellings.flatMap((spellings) => spellings.map((written) => [written, spellings[0]!] as const)),
);

/** Words of fewer letters are spelled by accident; a near miss of `do` or `own` says nothing. */
const SHORTEST_NEAR_MISS = 4;
const LONGEST = Math.max(...[...names.keys()].map((written) => written.length));
const nearTargets = [...names.keys()].filter((written) => written.length >= SHORTEST_NEAR_MISS).sort();

/** The name of the verb a lower-case word spells (`mitigate` gives `mitigates`), or null. */
export function verbName(word: string): string | null {
  return names.get(word) ?? null;
}

/** True where one insertion, deletion, substitution or swap of neighbours makes one word of the other, or they are equal. */
export function withinOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  );
}

const NONE: readonly string[] = [];
/** Trees hold the same few tags over and over; what is near them is worked out once. Bounded, for words come from strangers. */
const misses = new Map<string, readonly string[]>();
const MOST_MISSES = 10_000;

/** The known spellings that a lower-case word, itself no verb, misses by one edit; sorted, mostly empty. */
export function nearVerbs(word: string): readonly string[] {
  if (word.length < SHORTEST_NEAR_MISS - 1 || word.length > LONGEST + 1) return NONE;
  const known = misses.get(word);
  if (known !== undefined) return known;
  const near = nearTargets.filter((written) => withinOneEdit(word, written));
  if (misses.size < MOST_MISSES) misses.set(word, near);
  return near;
}

/** No verb, nor a near miss of one, has more characters than this. */
export const longestVerb = LONGEST + 1;

const UPPER = /[A-Z]+/g;

function lower(letters: string): string {
  return letters.toLowerCase();
}

/** Lower case for ASCII only, so that no exotic letter turns into a verb's. */
export function lowerAscii(text: string): string {
  return text.replace(UPPER, lower);
}
