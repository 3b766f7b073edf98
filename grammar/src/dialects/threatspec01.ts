import { forms } from "../forms.js";
import type { Dialect } from "../forms.js";

/** ThreatSpec 0.1 of 2017: ids marked with `@`, defined by `@alias`. */
export const threatspec01: Dialect = {
  id: "threatspec01",
  title: "ThreatSpec 0.1 (2017)",
  summary: "Ids with `@`, in pairs for components, named by `@alias` and told about by `@describe`.",
  forms: forms(
    "threatspec01",
    ["groups"],
    [
      {
        verb: "alias",
        kind: "component",
        parts: ["of:word", "id:id", "to name:text"],
        tail: [],
        form: "@alias boundary|component|threat @id to NAME",
        summary: "Gives a boundary, component or threat its name.",
        example: "@alias component @yard:@gate to Harbour Gate",
      },
      {
        verb: "describe",
        kind: "description",
        parts: ["of:word", "id:id", "as text:text"],
        tail: [],
        form: "@describe boundary|component|threat @id as TEXT",
        summary: "Describes a boundary, component or threat.",
        example: "@describe threat @tailgating as a lorry follows another through the gate",
      },
      {
        verb: "mitigates",
        kind: "mitigation",
        parts: ["component:reference", "against threat:phrase", "with control:phrase"],
        form: "@mitigates B:C against T with M [(REFS)] [[REFS]]",
        summary: "Says that a measure stands against a threat on a component.",
        example: "@mitigates @yard:@gate against @tailgating with a double barrier (CWE-1263)",
      },
      {
        verb: "exposes",
        kind: "exposure",
        parts: ["component:reference", "to threat:phrase", "with detail:text"],
        form: "@exposes B:C to T with E [(REFS)]",
        summary: "Says that a component is open to a threat, and how.",
        example: "@exposes @yard:@gate to @tailgating with a slow barrier (YARD-12)",
      },
      {
        verb: "accepts",
        kind: "acceptance",
        parts: ["threat:phrase", "to component:reference", "with detail:text"],
        form: "@accepts T to B:C with A [(REFS)]",
        summary: "Says that a threat to a component is lived with.",
        example: "@accepts @tailgating to @yard:@exit with a guard on duty (YARD-14)",
      },
      {
        verb: "transfers",
        kind: "transfer",
        parts: ["threat:phrase", "to target:reference", "with detail:text"],
        form: "@transfers T to B:C with X [(REFS)]",
        summary: "Says that a component takes a threat over.",
        example: "@transfers @tailgating to @port:@police with a contract (YARD-15)",
      },
      {
        verb: "connects",
        kind: "flow",
        parts: ["ends:reference", "to|with ends:reference", "as detail:text?"],
        tail: [],
        form: "@connects A to|with B [as X]",
        summary: "Declares a data flow; `with` runs both ways.",
        example: "@connects @yard:@gate to @yard:@office as plate numbers",
      },
      {
        verb: "review",
        kind: "review",
        parts: ["component:token", "text:text"],
        form: "@review B:C TEXT",
        summary: "Asks for a look at a component.",
        example: "@review @yard:@gate does the barrier fail closed?",
      },
    ],
  ),
};
