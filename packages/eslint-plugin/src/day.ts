const DAY = 24 * 60 * 60 * 1000;

/** A day that somebody gave as `YYYY-MM-DD`; without one, today where the machine stands. Null for what is no day. */
export function dayOf(given: string | undefined): string | null {
  if (given !== undefined) return Number.isNaN(Date.parse(given)) ? null : given;
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY;
}
