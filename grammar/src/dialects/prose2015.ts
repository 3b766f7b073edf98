import { forms } from "../forms.js";
import type { Dialect } from "../forms.js";

/** The prose of 2015: sentences below a `ThreatSpec MODEL for FUNC` header, without `@`. */
export const prose2015: Dialect = {
  id: "prose2015",
  title: "ThreatSpec prose (2015)",
  summary: "Sentences in a comment, counted from a `ThreatSpec` header to the end of its comment.",
  forms: forms(
    "prose2015",
    ["groups"],
    [
      {
        verb: "threatspec",
        kind: "scope",
        parts: ["model:word", "for function:word"],
        tail: [],
        form: "ThreatSpec MODEL for FUNC",
        summary: "Opens a block about a function.",
        example: "ThreatSpec LibraryV1 for lendBook",
      },
      {
        verb: "package",
        kind: "scope",
        parts: ["package:word", "as alias:word?"],
        tail: [],
        form: "ThreatSpec package P [as A]",
        summary: "Names the package; opens no block.",
        example: "ThreatSpec package lending as l",
      },
      {
        verb: "mitigates",
        kind: "mitigation",
        parts: ["component:reference", "against threat:phrase", "with control:phrase"],
        form: "Mitigates Z:C against T with M [(REF)]",
        summary: "Says that a measure stands against a threat on a component.",
        example: "Mitigates Library:Desk against double lending with a stock lock (CWE-367)",
      },
      {
        verb: "exposes",
        kind: "exposure",
        parts: ["component:reference", "to threat:phrase", "with detail:text"],
        form: "Exposes Z:C to T with E [(REF)]",
        summary: "Says that a component is open to a threat, and how.",
        example: "Exposes Library:Desk to card cloning with an unsigned barcode (CWE-345)",
      },
      ...(["sends", "receives"] as const).map((verb) => ({
        verb,
        kind: "flow" as const,
        parts: ["subject:text", "from ends:reference", "to ends:reference"],
        form: verb === "sends" ? "Sends S from Z:C to Z:C" : "Receives S from Z:C to Z:C",
        summary:
          verb === "sends"
            ? "Declares a data flow that this function starts."
            : "Declares a data flow that ends in this function.",
        example:
          verb === "sends"
            ? "Sends reminder letters from Library:Desk to Reader:Mailbox"
            : "Receives lending requests from Reader:Browser to Library:Desk",
      })),
      {
        verb: "calls",
        kind: "flow",
        parts: ["calls:names"],
        tail: [],
        form: "Calls f g h",
        summary: "Names the functions this one calls.",
        example: "Calls findReader stampBook",
      },
      {
        verb: "tests",
        kind: "test",
        parts: ["function:word", "for threat:phrase"],
        form: "Tests FUNC for THREAT [(REF)]",
        summary: "Says that this test tries a function against a threat.",
        example: "Tests lendBook for double lending (LIB-7)",
      },
      ...(["does", "it", "creates", "returns"] as const).map((verb) => ({
        verb,
        kind: "responsibility" as const,
        parts: ["text:text", "for component:reference"],
        form: `${verb[0]!.toUpperCase()}${verb.slice(1)} X for Z:C [(REF)]`,
        summary: "Says what the function is responsible for.",
        example: {
          does: "Does lending for Library:Desk",
          it: "It keeps the stock count for Library:Shelf",
          creates: "Creates reader cards for Library:Desk",
          returns: "Returns due dates for Library:Desk",
        }[verb],
      })),
    ],
  ),
};
