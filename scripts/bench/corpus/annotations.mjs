import { capital, nouns, sentence, verbs } from "./words.mjs";

/** @typedef {import("./random.mjs").Random} Random */

/**
 * What an annotated file says.
 *
 * @typedef {object} Notes
 * @property {string[]} head definitions, for the comment at the top of the file
 * @property {string[][]} notes claims, one list for each of the first functions
 * @property {number} count how many annotations that are
 */

const zones = ["Edge", "Core", "Store", "Office"];

function canonical(random, index, noun, neighbour) {
  const head = [
    `@component ${random.pick(zones)}:${capital(noun)} ${index} (#c${index})`,
    `@threat stale ${noun} ${index} (#t${index})`,
    `@control sealed ${noun} ${index} (#k${index})`,
  ];
  const notes = [
    [`@mitigates #c${index} against #t${index} with #k${index}`],
    [`@exposes #c${index} to #t${index} with ${sentence(random)}`, `@review #c${index} ${sentence(random)}`],
    [`@connects #c${index} to ${neighbour} with ${random.pick(nouns)}s`],
    [`@accepts lost ${noun}s to #c${index} with ${sentence(random)}`],
  ];
  return { head, notes };
}

function guardlink(random, index, noun, neighbour) {
  const head = [
    `@asset ${random.pick(zones)}.${capital(noun)}_${index} (#c${index}) -- "${sentence(random)}"`,
    `@threat Forged_${capital(noun)}_${index} (#t${index}) [high] cwe:CWE-345 -- "${sentence(random)}"`,
    `@control Signed_${capital(noun)}_${index} (#k${index}) -- "${sentence(random)}"`,
  ];
  const notes = [
    [`@mitigates #c${index} against #t${index} using #k${index} -- "${sentence(random)}"`],
    [`@exposes #c${index} to #t${index} [medium] cwe:CWE-345 -- "${sentence(random)}"`],
    [
      `@flows #c${index} -> ${neighbour} via HTTPS -- "${random.pick(nouns)}s"`,
      `@audit #c${index} -- "${sentence(random)}"`,
    ],
  ];
  return { head, notes };
}

function threatspec01(random, index, noun) {
  const component = `@b${index}:@c${index}`;
  const head = [
    `@alias boundary @b${index} to Area ${index}`,
    `@alias component ${component} to ${capital(noun)} ${index}`,
    `@alias threat @t${index} to Replayed ${noun} ${index}`,
  ];
  const notes = [
    [`@mitigates ${component} against @t${index} with ${random.pick(nouns)} numbers (CWE-294)`],
    [`@exposes ${component} to @t${index} with ${sentence(random)}`],
    [`@review ${component} ${sentence(random)}`],
  ];
  return { head, notes };
}

function prose2015(random, index, noun) {
  const component = `${random.pick(zones)}:${capital(noun)} ${index}`;
  const notes = [
    [
      "ThreatSpec Corpus for FUNCTION",
      `Does ${random.pick(verbs)}ing of ${noun}s for ${component}`,
      `Mitigates ${component} against injected ${noun}s with ${random.pick(nouns)} encoding (CWE-117)`,
    ],
    [
      "ThreatSpec Corpus for FUNCTION",
      `Exposes ${component} to lost ${noun}s with a ${random.pick(nouns)} that nobody reads (CWE-400)`,
    ],
  ];
  return { head: [], notes };
}

/**
 * The annotations of one file. Half of the files speak the canonical dialect, the others take turns; the prose of 2015 is
 * in Go files only. Every id that is used is defined.
 *
 * @param {Random} random
 * @param {number} index of the file among the annotated ones
 * @param {"go" | "typescript"} language
 * @param {string} neighbour a reference to a component that exists, for flows
 * @returns {Notes & { id: string | null }} `id`: a reference to the file's component for the flows of others; null where
 *   its dialect has none
 */
export function annotationsFor(random, index, language, neighbour) {
  const noun = random.pick(nouns);
  const others = language === "go" ? [guardlink, threatspec01, prose2015] : [guardlink, threatspec01];
  const dialect = index % 2 === 0 ? canonical : others[(index >> 1) % others.length];
  const { head, notes } = dialect(random, index, noun, neighbour);
  const count = head.length + notes.flat().length;
  return { head, notes, count, id: dialect === canonical || dialect === guardlink ? `#c${index}` : null };
}
