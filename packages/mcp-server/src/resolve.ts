import { nearest, type Annotation, type Reference, type ThreatModel } from "@threatloom/model";
import { z } from "zod";
import { entityNamed, thingsOf, type ThingKind } from "./find.js";
import { NOWHERE } from "./snippet.js";

/** What a reference of a text leads to. */
export const referenceOutput = z.object({
  line: z.int(),
  slot: z.string().describe("component, threat, control, data, actor, source, target, ends …"),
  written: z.string(),
  resolves: z
    .enum(["defined", "mentioned", "new", "dangling"])
    .describe(
      "To something defined; to something only mentioned; to nothing yet, and it would come to be; an id nobody defines",
    ),
  name: z.string().nullable(),
  suggestion: z.string().nullable().describe("The nearest known name or id, where it leads to nothing"),
});

const kinds: Readonly<Record<string, ThingKind>> = {
  component: "component",
  source: "component",
  target: "component",
  ends: "component",
  contains: "component",
  between: "component",
  actor: "component",
  threat: "threat",
  control: "control",
  data: "data",
};

/** Where every reference of annotations leads: in the project as it is, and within the text itself. */
export function resolveReferences(
  annotations: readonly Annotation[],
  before: ThreatModel,
  after: ThreatModel,
): z.input<typeof referenceOutput>[] {
  return annotations.flatMap((annotation) =>
    Object.entries(annotation.fields).flatMap(([slot, value]) => {
      const kind = kinds[slot];
      if (kind === undefined) return [];
      const list = (Array.isArray(value) ? value : [value]) as Reference[];
      return list.map((ref) => resolved(annotation, slot, kind, ref, before, after));
    }),
  );
}

function resolved(
  { line, dialect }: Annotation,
  slot: string,
  kind: ThingKind,
  ref: Reference,
  before: ThreatModel,
  after: ThreatModel,
): z.input<typeof referenceOutput> {
  const dotted = kind === "component" && dialect === "guardlink" && ref.form === "path";
  const texts = dotted ? [ref.text, ref.text.replaceAll(".", ":")] : [ref.text];
  const find = (model: ThreatModel) => texts.map((text) => entityNamed(model, kind, text)).find((one) => one !== null);
  const known = find(before);
  const here = find(after)?.definitions.some(({ file }) => file === NOWHERE) === true;
  const written = { line, slot, written: ref.text };
  if (known !== undefined && (known.definitions.length > 0 || !here)) {
    return {
      ...written,
      resolves: known.definitions.length > 0 ? "defined" : "mentioned",
      name: known.name,
      suggestion: null,
    };
  }
  if (here) return { ...written, resolves: "defined", name: find(after)?.name ?? null, suggestion: null };
  const names = thingsOf(before, kind).flatMap(({ name, ids }) => (ref.form === "id" ? ids : [name]));
  const resolves = ref.form === "id" ? "dangling" : "new";
  return { ...written, resolves, name: null, suggestion: nearest(ref.text, names) };
}
