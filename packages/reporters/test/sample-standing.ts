import type {
  Analysis,
  Finding,
  Location,
  RankedThreat,
  Risk,
  StrideElement,
  StrideEntry,
  StrideLetter,
} from "@threatloom/model";

const at = (file: string, line: number): Location => ({ file, line, column: 4 });

const risk = (likelihood: number, impact: number, level: Risk["level"], basis: Risk["basis"] = "severity"): Risk => ({
  ...{ likelihood, impact, level, basis },
  score: Math.round(likelihood * impact * 4) / 10,
});

function ranked(id: string, title: string, more: Partial<RankedThreat>): RankedThreat {
  const nothing = { rule: null, component: null, threat: null, stride: [], status: null, unknown: [], location: null };
  return {
    id,
    kind: "pair",
    title,
    ...nothing,
    confidence: "high",
    confirmed: false,
    risk: risk(4, 3, "medium"),
    ...more,
  };
}

function ranking(hostile: string): RankedThreat[] {
  const catalogue = { component: "web_shop:catalogue", threat: "scraping", status: "exposed" } as const;
  const checkout = { component: "web_shop:checkout", threat: "price_tampering", status: "partial" } as const;
  return [
    ranked("r1", `markup on Web Shop:${hostile}`, {
      ...{ component: "web_shop:search", threat: "markup", status: "exposed", risk: risk(4, 5, "critical", "stated") },
      location: at("src/search.ts", 8),
    }),
    ranked("r2", "scraping on Web Shop:Catalogue", { ...catalogue, location: at("src/catalogue.ts", 21) }),
    ranked("r3", "price tampering on Web Shop:Checkout", {
      ...checkout,
      confirmed: true,
      risk: risk(5, 2, "medium", "dread"),
    }),
    ranked("r4", "Web Shop:Orders DB can be read by whoever has the disk", {
      ...{ kind: "finding", rule: "readable-store", component: "web_shop:orders_db", confidence: "medium" },
    }),
    ranked("r5", "anybody may pass for somebody else before Web Shop:Catalogue", {
      ...{ kind: "finding", rule: "unauthenticated-caller", component: "web_shop:catalogue", confidence: "low" },
      unknown: ["Web Shop:Catalogue: authenticates"],
    }),
  ];
}

/** Findings that rest on what nobody said, of a flow with a hostile name among others. */
export function sampleQuestions(hostile: string): Finding[] {
  const finding = (id: string, rule: string, unknown: string[]): Finding => ({
    ...{ id, rule, group: "stride", stride: ["S"], severity: "high", confidence: "low", unknown },
    ...{ message: "anybody may pass for somebody else", component: "web_shop:catalogue", location: null },
    ...{ flow: null, data: null, boundary: null, threat: null, status: null },
  });
  const many = Array.from({ length: 9 }, (_, n) =>
    finding(`q${n}`, "cleartext-flow", [`Shopper -> Part ${n}: encrypted`]),
  );
  return [
    finding("qa", "unauthenticated-caller", ["Web Shop:Catalogue: authenticates", "Web Shop:Checkout: authenticates"]),
    finding("qb", "silent-process", [`Web Shop:${hostile}: logs`]),
    ...many,
  ];
}

function entry(
  letter: StrideLetter,
  title: string,
  status: StrideEntry["status"],
  more: Partial<StrideEntry> = {},
): StrideEntry {
  return { letter, title, status, severity: null, rule: null, threat: null, location: null, ...more };
}

/** The ranking and the STRIDE tables that go with the sample, written by hand: reporters know no analysis. */
export function sampleStanding(hostile: string): Pick<Analysis, "ranking" | "stride"> {
  const component = (
    key: string,
    name: string,
    type: string,
    applies: string,
    entries: StrideEntry[],
  ): StrideElement => ({
    ...{ kind: "component", key, name, type, applies: applies.split("") as StrideLetter[], entries },
  });
  const browsing: StrideEntry[] = [
    entry("I", `what goes over ${hostile} can be read`, "open", { rule: "cleartext-flow", severity: "medium" }),
  ];
  const possible = { rule: "unauthenticated-caller", severity: "high" } as const;
  const elements: StrideElement[] = [
    component("shopper", "Shopper", "actor", "SR", []),
    component("card_network", "Card Network", "external-entity", "SR", [entry("S", "false network", "transferred")]),
    component("web_shop:catalogue", "Web Shop:Catalogue", "process", "STRIDE", [
      entry("S", "anybody may pass for somebody else before Web Shop:Catalogue", "possible", possible),
      entry("I", "scraping", "exposed", {
        severity: "medium",
        threat: "scraping",
        location: at("src/catalogue.ts", 21),
      }),
      entry("D", "scraping", "exposed", {
        severity: "medium",
        threat: "scraping",
        location: at("src/catalogue.ts", 21),
      }),
    ]),
    component("web_shop:checkout", "Web Shop:Checkout", "process", "STRIDE", [
      entry("T", "price tampering", "partial", { severity: "high", threat: "price_tampering" }),
      entry("T", "SQL injection", "mitigated", { threat: "sql_injection" }),
      entry("T", "replayed order", "accepted"),
    ]),
    component("web_shop:orders_db", "Web Shop:Orders DB", "data-store", "TID", [
      entry("T", "SQL injection", "mitigated"),
      entry("T", '=HYPERLINK("http://evil.example","x")', "mitigated", { location: at("src/orders, old.ts", 4) }),
    ]),
    component("web_shop:search", `Web Shop:${hostile}`, "process", "STRIDE", [
      entry("T", "markup", "exposed", { severity: "critical", location: at("src/search.ts", 8) }),
    ]),
    {
      ...{ kind: "flow", key: "flow-shopper-web_shop:catalogue-browses", name: "Shopper -> Web Shop:Catalogue" },
      ...{ type: "data-flow", applies: ["T", "I", "D"], entries: browsing },
    },
    { kind: "flow", key: "quiet", name: "A -> B", type: "data-flow", applies: ["T", "I", "D"], entries: [] },
  ];
  const ends = { from: "Shopper", to: "Web Shop:Catalogue", receives: ["web_shop:catalogue"] };
  const crossing = {
    ...{ flow: "flow-shopper-web_shop:catalogue-browses", ...ends, label: hostile, data: ["Search | terms"] },
    entries: browsing,
  };
  const cart = { from: "Shopper", to: "Web Shop:Checkout", receives: ["web_shop:checkout", "shopper"], label: null };
  return {
    ranking: ranking(hostile),
    stride: {
      elements,
      boundaries: [
        { key: "back_office", name: "Back Office", crossings: [] },
        { key: "internet_edge", name: "Internet edge", crossings: [{ ...crossing, direction: "between" }] },
        {
          ...{ key: "web_shop", name: "Web Shop" },
          crossings: [
            { ...crossing, direction: "in" },
            { flow: "flow-shopper-web_shop:checkout-cart", ...cart, direction: "both", data: [], entries: [] },
          ],
        },
      ],
      others: [
        {
          ...{
            key: "web_shop:checkout",
            name: "Web Shop:Checkout",
            title: `card theft ${hostile}`,
            status: "transferred",
          },
          ...{ severity: "high", rule: null, threat: "card_theft", location: at("src/checkout.ts", 99) },
        },
      ],
    },
  };
}
