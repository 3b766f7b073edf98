import { identity, type Change, type ChangeType, type FieldChange } from "@threatloom/model";

/** A change whose id is not settled yet, with what its id is made of. */
export interface Draft<T> extends Omit<Change<T>, "id"> {
  /** The meaning on both sides; the same text where it did not change, null where there is no such side. */
  meanings: readonly [string | null, string | null];
}

/** A draft of what is on both sides; null where nothing about it differs. */
export function draftOf<T>(
  sides: { before: T; after: T },
  meanings: Draft<T>["meanings"],
  fields: FieldChange[],
  shifts: FieldChange[],
): Draft<T> | null {
  const change: ChangeType = fields.length > 0 ? "changed" : "moved";
  const said = fields.length > 0 ? fields : shifts;
  return said.length === 0 ? null : { change, ...sides, fields: said, meanings };
}

/** Drafts for what stands on one side only. */
export function oneSided<T>(before: readonly T[], after: readonly T[], meaningOf: (item: T) => string): Draft<T>[] {
  return [
    ...before.map((item): Draft<T> => {
      return { change: "removed", before: item, after: null, fields: [], meanings: [meaningOf(item), null] };
    }),
    ...after.map((item): Draft<T> => {
      return { change: "added", before: null, after: item, fields: [], meanings: [null, meaningOf(item)] };
    }),
  ];
}

/**
 * Gives sorted drafts their ids. The meanings go in sorted, so that the way back has the ids of the way there but for
 * the type of the change; equal ones are counted.
 */
export function withIds<T>(kind: string, drafts: readonly Draft<T>[]): Change<T>[] {
  const seen = new Map<string, number>();
  return drafts.map(({ meanings, change, before, after, fields }) => {
    const said = meanings.filter((meaning) => meaning !== null).sort();
    const id = identity(change, kind, ...said);
    return { id: numbered(id, seen), change, before, after, fields };
  });
}

/** An id that was given before gets a number of its own. */
export function numbered(id: string, seen: Map<string, number>): string {
  const count = seen.get(id) ?? 0;
  seen.set(id, count + 1);
  return count === 0 ? id : identity(id, String(count));
}
