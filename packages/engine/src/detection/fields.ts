import type { Location, PlacedText, PropertyValue } from "@threatloom/model";

/** What a key of a definition file may hold. One table drives the reader and the published JSON Schema. */
export type Field =
  | { kind: "text"; about: string; required?: true }
  /** Texts; one text stands for a list, with commas between its items. */
  | { kind: "texts"; about: string }
  | { kind: "grade"; about: string; most: number; required: true }
  | { kind: "duration"; about: string }
  /** Whatever YAML can say. */
  | { kind: "free"; about: string }
  /** Maps; one map stands for a list, and a text for a map that says no more than `bare`. */
  | { kind: "maps"; about: string; of: Fields; bare: string };

/** The keys of a map. */
export type Fields = Readonly<Record<string, Field>>;

type ReadField<F extends Field> = F extends { kind: "texts" }
  ? PlacedText[]
  : F extends { kind: "grade" }
    ? number
    : F extends { kind: "free" }
      ? PropertyValue
      : F extends { kind: "maps"; of: infer K extends Fields }
        ? Read<K>[]
        : F extends { required: true }
          ? string
          : string | null;

/** A map as it was read: every key of its fields, and where it stands. */
export type Read<K extends Fields> = { -readonly [P in keyof K]: ReadField<K[P]> } & { location: Location };
