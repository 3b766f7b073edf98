/** An interface that many types implement says little about where a call leads. */
export const MOST_IMPLEMENTERS = 16;

/** Why a call of an interface's method leads to methods of types; where they are too many, how many are left out. */
export function implementing({ name }: { name: string }, all: readonly unknown[]): string {
  const more = all.length - MOST_IMPLEMENTERS;
  return more > 0 ? `implements ${name}, as ${more} more do` : `implements ${name}`;
}
