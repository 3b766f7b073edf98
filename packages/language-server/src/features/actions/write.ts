import { parseComments } from "@threatloom/grammar";
import type { AnnotationKind, DialectId } from "@threatloom/model";
import type { LiveFile } from "@threatloom/engine";
import type { Line, Part } from "./types.js";

/** What is written into the slots of an annotation. */
export interface Slots {
  component?: Part;
  threat?: Part;
  control?: Part;
  /** Free text: how, why, what. */
  detail?: Part;
  /** Definitions: a name and an id with its mark. */
  name?: Part;
  id?: string;
  /** Flows: where to. */
  target?: Part;
  /** An ISO date. */
  expires?: string;
}

type Manner = LiveFile["manner"];

type Form = (slots: Required<Slots>) => Line[];

const canonical: Partial<Record<AnnotationKind, Form>> = {
  mitigation: ({ component, threat, control }) => [["@mitigates ", component, " against ", threat, " with ", control]],
  acceptance: ({ component, threat, detail, expires }) => [
    ["@accepts ", threat, " to ", component, " with ", detail, ":"],
    [`  expires: ${expires}`],
  ],
  test: ({ component, control }) => [["@tests ", control, " for ", component]],
  review: ({ component, detail }) => [["@review ", component, " ", detail]],
  exposure: ({ component, threat, detail }) => [["@exposes ", component, " to ", threat, " with ", detail]],
  flow: ({ component, target, detail }) => [["@connects ", component, " to ", target, " with ", detail]],
  component: ({ name, id }) => [["@component ", name, ` (${id})`]],
  threat: ({ name, id }) => [["@threat ", name, ` (${id})`]],
  control: ({ name, id }) => [["@control ", name, ` (${id})`]],
  actor: ({ name, id }) => [["@actor ", name, ` (${id})`]],
  data: ({ name, id, detail }) => [["@data ", name, ` (${id}) as `, detail]],
};

/** Forms by dialect; `canonical` forms that a dialect shares are listed by their names. */
const forms: Record<DialectId, Partial<Record<AnnotationKind, Form>>> = {
  canonical,
  guardlink: {
    mitigation: ({ component, threat, control }) => [
      ["@mitigates ", component, " against ", threat, " using ", control],
    ],
    acceptance: ({ component, threat, detail, expires }) => [
      ["@accepts ", threat, " on ", component, ' -- "', detail, '":'],
      [`  expires: ${expires}`],
    ],
    test: ({ component, control }) => [["@validates ", control, " for ", component]],
    review: ({ component, detail }) => [["@review ", component, ' -- "', detail, '"']],
    exposure: ({ component, threat, detail }) => [["@exposes ", component, " to ", threat, ' -- "', detail, '"']],
    flow: ({ component, target, detail }) => [["@flows ", component, " -> ", target, ' -- "', detail, '"']],
    component: ({ name, id }) => [["@asset ", name, ` (${id})`]],
    threat: canonical.threat!,
    control: canonical.control!,
    actor: canonical.actor!,
  },
  threatspec01: {
    mitigation: canonical.mitigation!,
    acceptance: canonical.acceptance!,
    review: canonical.review!,
    exposure: canonical.exposure!,
    flow: canonical.flow!,
    component: ({ name, id }) => [[`@alias component ${id.replace(/^#/, "@")} to `, name]],
    threat: ({ name, id }) => [[`@alias threat ${id.replace(/^#/, "@")} to `, name]],
  },
  prose2015: {
    mitigation: ({ component, threat, control }) => [["Mitigates ", component, " against ", threat, " with ", control]],
  },
};

const NOTHING: Required<Slots> = {
  ...{ component: "", threat: "", control: "", detail: "", name: "", id: "", target: "", expires: "" },
};

/** The text of parts, holes as they are filled at first. */
export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.hole)).join("");
}

/** The text of parts as a snippet, with a stop in each hole. */
export function snippetText(parts: readonly Part[]): string {
  const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
  let stops = 0;
  return parts
    .map((part) => (typeof part === "string" ? escaped(part) : `\${${++stops}:${escaped(part.hole)}}`))
    .join("");
}

/** The dialects a file may be written in, the wanted one first. */
function allowed(wanted: DialectId, { dialects }: Manner): DialectId[] {
  const open = dialects.length === 0 ? (Object.keys(forms) as DialectId[]) : dialects;
  const order = [wanted, "canonical", "guardlink", "threatspec01"] as const;
  return [...new Set(order)].filter((dialect) => open.includes(dialect));
}

/** Lines as a comment of their own would hold them: whether they are read as the one annotation that was meant. */
function isRead(lines: readonly Line[], kind: AnnotationKind, { dialects, modelFile }: Manner): boolean {
  const text = lines.map((line, i) => ({ text: plainText(line), line: i + 1, column: 1 }));
  const options = modelFile === null ? { dialects } : { dialects, modelFile };
  const { value, diagnostics } = parseComments([{ lines: text, symbol: null }], options);
  return value.length === 1 && value[0]!.kind === kind && diagnostics.length === 0;
}

/**
 * The lines of an annotation in the wanted dialect, or in another one that the file may be written in; null where none
 * can say it, or what goes into its slots would be read otherwise.
 */
export function written(kind: AnnotationKind, slots: Slots, wanted: DialectId, manner: Manner): Line[] | null {
  for (const dialect of allowed(wanted, manner)) {
    const lines = forms[dialect][kind]?.({ ...NOTHING, ...slots });
    if (lines === undefined) continue;
    // The prose of 2015 is read within its blocks only.
    if (dialect === "prose2015" || isRead(lines, kind, manner)) return lines;
  }
  return null;
}
