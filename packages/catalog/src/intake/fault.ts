/** What an official file may not exceed. */
export const limits = {
  /** Bytes of a file: the largest official one has about 50 MB. */
  bytes: 128 * 1024 * 1024,
  /** Characters of one text. */
  text: 1024 * 1024,
  /** Levels of nesting. */
  depth: 64,
  entries: 50_000,
  /** Characters of a name; longer ones are no names. */
  name: 1000,
  /** Characters of a description that are kept. */
  description: 2000,
  /** Ids that one entry names. */
  related: 500,
} as const;

/**
 * Thrown inside the intake, where the parsers call back and there is no other way out; it never leaves the intake,
 * whose door turns it into a problem with a place.
 */
export class Fault extends Error {
  override name = "Fault";
}
