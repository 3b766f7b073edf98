/** Names in hostile code lead to each other in every way; an honest call is settled with a few dozen look-ups. */
const MOST_LOOKUPS = 300;

/** How many look-ups the call in hand may still take. */
export interface Budget {
  left: number;
}

/** What a call starts with. */
export function newBudget(): Budget {
  return { left: MOST_LOOKUPS };
}

/** Starts the next call. */
export function refill(budget: Budget): void {
  budget.left = MOST_LOOKUPS;
}

/** Takes one look-up; false where none is left. */
export function spend(budget: Budget): boolean {
  return budget.left-- > 0;
}
