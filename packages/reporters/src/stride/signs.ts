import type { StrideElement, StrideEntry, StrideLetter, StrideReport } from "@threatloom/model";

/** How a threat stands in a STRIDE table. */
export type Standing = StrideEntry["status"];

/** The columns of the matrix. */
export const LETTERS: readonly StrideLetter[] = ["S", "T", "R", "I", "D", "E"];

/** Gravest first, each with its sign and what it means: the same in every document. */
export const STANDINGS: Readonly<Record<Standing, readonly [sign: string, meaning: string]>> = {
  exposed: ["✗", "exposed"],
  partial: ["◐", "partly dealt with"],
  open: ["!", "found, unanswered"],
  possible: ["?", "possible: nobody said"],
  accepted: ["○", "accepted"],
  transferred: ["→", "transferred"],
  mitigated: ["✓", "mitigated"],
};

/** The sign of a letter that applies and of which nothing is known. */
export const NOTHING = "·";

const ORDER = Object.keys(STANDINGS) as Standing[];

/** Statuses that wait for somebody. */
export const WAITING: ReadonlySet<Standing> = new Set(["exposed", "partial", "open", "possible"]);

/** One cell of the matrix: the worst standing, and how many threats stand so; null where there is none. */
export interface Cell {
  standing: Standing | null;
  count: number;
  /** The letter applies to elements of this type. */
  applies: boolean;
}

/** The cell of a letter. */
export function cellOf({ applies, entries }: StrideElement, letter: StrideLetter): Cell {
  const own = entries.filter((entry) => entry.letter === letter);
  const standing = ORDER.find((status) => own.some((entry) => entry.status === status)) ?? null;
  const count = own.filter(({ status }) => status === standing).length;
  return { standing, count, applies: applies.includes(letter) };
}

/** A cell as signs: the worst standing, with a number from two; a dot where nothing is known; empty where nothing applies. */
export function cellText({ standing, count, applies }: Cell): string {
  if (standing === null) return applies ? NOTHING : "";
  return `${STANDINGS[standing][0]}${count > 1 ? count : ""}`;
}

/** A threat of an element once, with all its letters: `TI`. */
export interface Threat extends Omit<StrideEntry, "letter"> {
  letters: string;
}

/** The threats behind entries, each once, gravest first. */
export function threatsOf(entries: readonly StrideEntry[]): Threat[] {
  const found = new Map<string, Threat>();
  for (const { letter, ...entry } of entries) {
    const key = [entry.title, entry.status, entry.rule, entry.threat].join("\n");
    const known = found.get(key);
    if (known) known.letters += letter;
    else found.set(key, { ...entry, letters: letter });
  }
  return [...found.values()].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}

/** How many threats stand how: `3 exposed, 2 possible`; `no threats` for none. */
export function countWords(all: readonly Standing[]): string {
  const parts = ORDER.flatMap((standing) => {
    const count = all.filter((status) => status === standing).length;
    return count > 0 ? [`${count} ${standing}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "no threats";
}

/**
 * How many threats of a report stand how. What a claim about an end of a flow answers there is the threat of that claim
 * again, and counts where the claim is counted.
 */
export function standingWords({ elements, others }: Pick<StrideReport, "elements" | "others">): string {
  const onFlows = elements.filter(({ kind }) => kind === "flow").flatMap(({ entries }) => threatsOf(entries));
  const rest = elements.filter(({ kind }) => kind !== "flow").flatMap(({ entries }) => threatsOf(entries));
  const claimed = new Set([...rest, ...others].flatMap((one) => (isClaimed(one) ? one.threat : [])));
  const own = onFlows.filter((one) => !isClaimed(one) || !claimed.has(one.threat));
  return countWords([...rest, ...own, ...others].map(({ status }) => status));
}

/** Whether its standing comes from claims. */
function isClaimed({ status, threat }: Pick<StrideEntry, "status" | "threat">): boolean {
  return threat !== null && status !== "open" && status !== "possible";
}

/** The legend: every sign with what it means. */
export function legend(): string {
  const signs = Object.values(STANDINGS).map(([sign, meaning]) => `${sign} ${meaning}`);
  return [...signs, `${NOTHING} nothing known`].join(", ");
}
