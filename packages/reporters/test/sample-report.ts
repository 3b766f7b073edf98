import {
  emptyAnalysis,
  type Analysis,
  type Annotation,
  type Boundary,
  type Claim,
  type Component,
  type Coverage,
  type Entity,
  type Fact,
  type Finding,
  type Flow,
  type FunctionCount,
  type Location,
  type PairStatus,
  type Report,
  type Role,
  type Status,
  type SymbolRef,
  type ThreatModel,
} from "@threatloom/model";

import { sampleCritical } from "./sample-critical.js";
import { sampleQuestions, sampleStanding } from "./sample-standing.js";

const at = (file: string, line: number, column = 4): Location => ({ file, line, column });
const method = (name: string, line: number): SymbolRef => ({
  name,
  kind: "method",
  line,
  parent: name.split(".")[0]!,
  receiver: null,
});

/** What all parts of a model have in common. */
export function entity(key: string, name: string, more: Partial<Entity> = {}): Entity {
  return { key, name, ids: [], description: null, definitions: [], properties: {}, ...more };
}

/** A component by its display path; the key follows from it. */
export function component(path: string, role: Role = "process", more: Partial<Component> = {}): Component {
  const segments = path.split(":");
  const key = path.toLowerCase().replace(/[^\p{L}\p{N}:]+/gu, "_");
  return {
    ...entity(key, path),
    segments,
    role,
    roleInferred: false,
    boundaries: [key.split(":")[0]!],
    owners: [],
    ...more,
  };
}

/** A flow between two component keys. */
export function flow(from: string, to: string, label: string | null, more: Partial<Flow> = {}): Flow {
  return {
    id: `flow-${from}-${to}-${label ?? ""}`,
    from,
    to,
    label,
    medium: null,
    bidirectional: false,
    crosses: from.split(":")[0] === to.split(":")[0] ? [] : [from.split(":")[0]!, to.split(":")[0]!].sort(),
    location: at("src/routes.ts", 12),
    symbol: null,
    properties: {},
    ...more,
  };
}

/** A claim of some kind; every reference is null unless given. */
export function claim(kind: Claim["kind"], location: Location, more: Partial<Claim> = {}): Claim {
  return {
    id: `${kind}-${location.file}-${location.line}`,
    kind,
    component: null,
    threat: null,
    control: null,
    data: null,
    actor: null,
    target: null,
    detail: null,
    description: null,
    severity: null,
    references: [],
    confirmed: false,
    expires: null,
    open: false,
    expired: false,
    subject: null,
    location,
    symbol: null,
    properties: {},
    ...more,
  };
}

/** The standing of a pair; without claims behind it unless given. */
export function pair(componentKey: string, threat: string, status: Status, more: Partial<PairStatus> = {}): PairStatus {
  return {
    component: componentKey,
    threat,
    status,
    tested: false,
    detectable: false,
    severity: null,
    exposures: [],
    mitigations: [],
    acceptances: [],
    transfers: [],
    tests: [],
    ...more,
  };
}

const hostileName = '"><script>alert(1)</script> `x` [a](javascript:b) | @octocat #1 \u001b[31m\u202e';

function components(): Component[] {
  const zone = (key: string, ...declared: string[]): string[] => [key, ...declared];
  return [
    component("Back Office:Reports", "process", { owners: ["finance"] }),
    component("Card Network", "external-entity", { roleInferred: true }),
    component("Shopper", "actor", { definitions: [at("docs/model.threatspec", 3, 1)] }),
    component("Web Shop:Catalogue"),
    component("Web Shop:Checkout", "process", {
      description: "Turns a cart into an order and a payment.",
      definitions: [at("src/checkout.ts", 3)],
      owners: ["payments"],
      boundaries: zone("web_shop", "cardholder_data"),
    }),
    component("Web Shop:Checkout:Receipts", "process", { boundaries: zone("web_shop", "cardholder_data") }),
    component("Web Shop:Orders DB", "data-store", {
      boundaries: zone("web_shop", "cardholder_data"),
      ids: ["#orders"],
    }),
    { ...component("Web Shop:Search"), name: `Web Shop:${hostileName}`, segments: ["Web Shop", hostileName] },
  ];
}

function boundaries(): Boundary[] {
  const zone = (key: string, name: string, contains: string[]): Boundary => ({
    ...entity(key, name),
    kind: "zone",
    contains,
    between: null,
  });
  return [
    zone("back_office", "Back Office", ["back_office:reports"]),
    {
      ...entity("cardholder_data", "Cardholder data", { definitions: [at("docs/model.threatspec", 9, 1)] }),
      kind: "declared",
      contains: ["web_shop:checkout", "web_shop:checkout:receipts", "web_shop:orders_db"],
      between: null,
    },
    {
      ...entity("internet_edge", "Internet edge"),
      kind: "between",
      contains: [],
      between: ["shopper", "web_shop:catalogue"],
    },
    zone("web_shop", "Web Shop", [
      "web_shop:catalogue",
      "web_shop:checkout",
      "web_shop:checkout:receipts",
      "web_shop:orders_db",
      "web_shop:search",
    ]),
  ];
}

function claims(): Claim[] {
  const checkout = "web_shop:checkout";
  return [
    claim("exposure", at("src/catalogue.ts", 21), {
      component: "web_shop:catalogue",
      threat: "scraping",
      detail: "no rate limit on the listing",
      open: true,
      severity: "medium",
      symbol: method("Catalogue.list", 22),
    }),
    claim("mitigation", at("src/checkout.ts", 40), {
      component: checkout,
      threat: "sql_injection",
      control: "prepared_statements",
      symbol: method("Checkout.place", 41),
    }),
    claim("exposure", at("src/checkout.ts", 58), {
      component: checkout,
      threat: "price_tampering",
      detail: "the client sends the total",
      open: true,
      confirmed: true,
      severity: "high",
      references: ["CWE-602"],
      symbol: method("Checkout.total", 59),
    }),
    claim("mitigation", at("src/checkout.ts", 70), {
      component: checkout,
      threat: "price_tampering",
      control: "server_side_totals",
      symbol: method("Checkout.recount", 71),
    }),
    claim("acceptance", at("src/checkout.ts", 90), {
      component: checkout,
      threat: "replayed_order",
      detail: "refunds are cheap",
      expires: "2031-12-31",
      symbol: null,
    }),
    claim("transfer", at("src/checkout.ts", 99), {
      component: checkout,
      threat: "card_theft",
      target: "card_network",
      detail: "hosted card form",
    }),
    claim("test", at("test/checkout.test.ts", 12), {
      component: checkout,
      control: "prepared_statements",
      symbol: { name: 'it("keeps quotes out")', kind: "function", line: 13, parent: null, receiver: null },
    }),
    claim("detection", at("src/checkout.ts", 110), {
      component: checkout,
      threat: "price_tampering",
      subject: "daily reconciliation",
    }),
    claim("review", at("src/receipts.ts", 5), {
      component: "web_shop:checkout:receipts",
      detail: "is the mail text escaped?",
    }),
    claim("assumption", at("src/orders.ts", 2), { component: "web_shop:orders_db", detail: "the disk is encrypted" }),
    claim("handling", at("src/orders.ts", 4), {
      component: "web_shop:orders_db",
      data: "card_numbers",
      detail: "last four digits only",
    }),
    claim("exposure", at("src/search.ts", 8), {
      component: "web_shop:search",
      threat: "markup",
      detail: `${hostileName} ![p](http://evil.example/p.png) <img src=x onerror=alert(1)> www.evil.example me@evil.example`,
      open: true,
      severity: "critical",
      symbol: { name: hostileName, kind: "function", line: 9, parent: null, receiver: null },
    }),
  ];
}

function pairs(): PairStatus[] {
  const checkout = "web_shop:checkout";
  return [
    pair("web_shop:catalogue", "scraping", "exposed", { severity: "medium", exposures: [0] }),
    pair(checkout, "card_theft", "transferred", { transfers: [5] }),
    pair(checkout, "price_tampering", "partial", {
      severity: "high",
      exposures: [2],
      mitigations: [3],
      detectable: true,
    }),
    pair(checkout, "replayed_order", "accepted", { acceptances: [4] }),
    pair(checkout, "sql_injection", "mitigated", { mitigations: [1], tests: [6], tested: true }),
    pair("web_shop:orders_db", "sql_injection", "mitigated", { mitigations: [1], tests: [6], tested: true }),
    pair("web_shop:search", "markup", "exposed", { severity: "critical", exposures: [11] }),
  ];
}

function flows(): Flow[] {
  return [
    flow("shopper", "web_shop:catalogue", "browses", { medium: "HTTPS", crosses: ["internet_edge", "web_shop"] }),
    flow("shopper", "web_shop:checkout", "cart", { bidirectional: true }),
    flow("web_shop:catalogue", "web_shop:search", "query"),
    flow("web_shop:checkout", "card_network", "payment", { medium: "TLS" }),
    flow("web_shop:checkout", "web_shop:checkout:receipts", "paid order"),
    flow("web_shop:checkout", "web_shop:orders_db", "order"),
    flow("web_shop:checkout", "web_shop:orders_db", "payment reference"),
    flow("web_shop:checkout", "web_shop:orders_db", "address"),
    flow("web_shop:checkout", "web_shop:orders_db", "voucher"),
    flow("web_shop:orders_db", "back_office:reports", hostileName),
    flow("web_shop:catalogue", "web_shop:orders_db", null),
  ];
}

function facts(): Fact[] {
  const checkout = { on: "component", key: "web_shop:checkout" } as const;
  const location = at("threatloom.yaml", 9, 5);
  return [
    { ...checkout, property: "technology", value: ["node", hostileName], from: "code", because: null, location },
    { ...checkout, property: "internet-facing", value: "yes", from: "configuration", because: null, location },
    { ...checkout, property: "logs", value: "unknown", from: "configuration", because: null, location },
    {
      ...{ on: "data", key: "card_numbers", property: "classes", value: ["pci"] },
      ...{ from: "inferred", because: "level: pci", location: null },
    },
  ];
}

function annotations(): Annotation[] {
  const range = (line: number): Pick<Annotation, "line" | "column" | "endLine" | "endColumn"> => ({
    line,
    column: 4,
    endLine: line,
    endColumn: 60,
  });
  return [
    {
      ...range(58),
      file: "src/checkout.ts",
      kind: "exposure",
      verb: "exposes",
      dialect: "canonical",
      text: "@exposes Web Shop:Checkout to price tampering with the client sends the total",
      fields: {
        component: { ...range(58), text: "Web Shop:Checkout", form: "path" },
        threat: { ...range(58), text: "price tampering", form: "name" },
        detail: "the client sends the total",
      },
      properties: { severity: "high", dread: { damage: 3, tags: ["money", null] } },
      symbol: method("Checkout.total", 59),
    },
    {
      ...range(12),
      file: "src/routes.ts",
      kind: "flow",
      verb: "flows",
      dialect: "guardlink",
      text: '@flows #shopper -> #checkout -> #orders -- "an order"',
      fields: {
        ends: ["#shopper", "#checkout", "#orders"].map((text) => ({ ...range(12), text, form: "id" as const })),
        bidirectional: false,
        description: "an order",
      },
      properties: {},
      symbol: null,
    },
  ];
}

const count = (found: number, covered: number, byType: number, tested: number): FunctionCount => ({
  found,
  covered,
  byType,
  tested,
});

function coverage(): Coverage {
  const list: Coverage["list"] = [
    {
      file: "src/catalogue.ts",
      line: 22,
      name: "Catalogue.list",
      kind: "method",
      exported: true,
      covered: "function",
      tested: false,
    },
    {
      file: "src/checkout.ts",
      line: 41,
      name: "Checkout.place",
      kind: "method",
      exported: true,
      covered: "function",
      tested: true,
    },
    {
      file: "src/checkout.ts",
      line: 59,
      name: "Checkout.total",
      kind: "method",
      exported: false,
      covered: "type",
      tested: false,
    },
    {
      file: "src/mail/send.ts",
      line: 7,
      name: "send",
      kind: "function",
      exported: true,
      covered: "none",
      tested: false,
    },
  ];
  const threats = { total: 7, mitigated: 2, tested: 2, detectable: 1, open: 3 };
  return {
    functions: count(4, 2, 1, 1),
    list,
    folders: [
      { folder: "src", functions: count(3, 2, 1, 1) },
      { folder: "src/mail", functions: count(1, 0, 0, 0) },
    ],
    components: [
      {
        component: "web_shop:catalogue",
        functions: count(1, 1, 0, 0),
        threats: { total: 1, mitigated: 0, tested: 0, detectable: 0, open: 1 },
      },
      {
        component: "web_shop:checkout",
        functions: count(2, 1, 1, 1),
        threats: { total: 4, mitigated: 1, tested: 1, detectable: 1, open: 1 },
      },
    ],
    owners: [
      {
        owner: "payments",
        functions: count(2, 1, 1, 1),
        threats: { total: 4, mitigated: 1, tested: 1, detectable: 1, open: 1 },
      },
    ],
    threats,
    excluded: { tests: 3, generated: 1 },
    critical: sampleCritical(hostileName),
  };
}

function model(): ThreatModel {
  const threat = (key: string, name: string, severity: "high" | null = null) => ({
    ...entity(key, name),
    severity,
    references: [],
  });
  return {
    components: components(),
    boundaries: boundaries(),
    threats: [
      threat("card_theft", "card theft", "high"),
      threat("markup", `mark*up* ${hostileName}`),
      threat("price_tampering", "price tampering"),
      threat("replayed_order", "replayed order"),
      threat("scraping", "scraping"),
      threat("sql_injection", "SQL injection"),
    ],
    controls: [
      entity("prepared_statements", "prepared statements"),
      entity("server_side_totals", "server side totals"),
    ],
    data: [{ ...entity("card_numbers", "Card numbers"), level: "pci" }],
    claims: claims(),
    flows: flows(),
    pairs: pairs(),
    facts: facts(),
    sensitivity: { order: ["public", "internal", "confidential", "restricted"], classes: ["pii", "credentials"] },
    annotations: annotations(),
  };
}

function analysis(): Analysis {
  const finding: Finding = {
    id: "f00d",
    rule: "open-exposure",
    group: "claim",
    stride: [],
    severity: "high",
    confidence: "high",
    message: "price tampering is open on Web Shop:Checkout",
    unknown: [],
    component: "web_shop:checkout",
    flow: null,
    data: null,
    boundary: null,
    threat: "price_tampering",
    status: null,
    location: at("src/checkout.ts", 58),
  };
  return { ...emptyAnalysis(), ...sampleStanding(hostileName), findings: [finding, ...sampleQuestions(hostileName)] };
}

/** A small web shop: stores, external entities, boundaries, all five statuses, a flow both ways, hostile names. */
export function sampleReport(): Report {
  return {
    project: "web-shop",
    model: model(),
    symbols: { class: 2, function: 5, method: 9 },
    coverage: coverage(),
    analysis: analysis(),
    references: {},
    visibility: null,
    observed: null,
    diagnostics: [
      {
        code: "unknown-verb",
        severity: "error",
        message: 'unknown verb "mitigtes"',
        suggestion: "@mitigates",
        file: "src/mail/send.ts",
        line: 5,
        column: 4,
        endLine: 5,
        endColumn: 13,
      },
      {
        code: "duplicate-definition",
        severity: "warning",
        message: "SQL injection is defined twice",
        file: "src/orders.ts",
        line: 9,
        column: 4,
        endLine: 9,
        endColumn: 30,
      },
    ],
    files: { listed: 14, annotated: 6, skipped: 1 },
  };
}

/** A report without any annotation. */
export function emptyReport(): Report {
  return {
    project: "empty",
    model: {
      components: [],
      boundaries: [],
      threats: [],
      controls: [],
      data: [],
      claims: [],
      flows: [],
      pairs: [],
      facts: [],
      sensitivity: { order: [], classes: [] },
      annotations: [],
    },
    symbols: null,
    coverage: null,
    analysis: emptyAnalysis(),
    references: {},
    visibility: null,
    observed: null,
    diagnostics: [],
    files: { listed: 0, annotated: 0, skipped: 0 },
  };
}

/** A made-up logistics platform of `size` components over zones of three levels, with a fixed seed. */
export function largeReport(size: number, flowsPerComponent = 1.2): Report {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 0x1_0000_0000) * below);
  };
  const zones = ["Depot", "Fleet", "Billing", "Customer Portal", "Partner API", "Telemetry", "Identity", "Planning"];
  const rooms = ["Intake", "Routing", "Ledger", "Sync", "Edge", "Archive"];
  const things = [
    "Gateway",
    "Scheduler",
    "Parser",
    "Worker",
    "Store",
    "Notifier",
    "Cache",
    "Mapper",
    "Auditor",
    "Queue",
  ];
  const list: Component[] = [];
  for (let at = 0; at < size; at++) {
    const thing = things[at % things.length]!;
    const zone = zones[Math.floor(at / 3) % Math.min(zones.length, Math.ceil(size / 5))]!;
    const deep = size > 30 ? `:${rooms[random(rooms.length)]!}` : "";
    list.push(
      component(`${zone}${deep}:${thing} ${at}`, thing === "Store" || thing === "Cache" ? "data-store" : "process"),
    );
  }
  const kinds: Status[] = ["exposed", "partial", "accepted", "transferred", "mitigated", "mitigated", "mitigated"];
  const flowList: Flow[] = [];
  for (let at = 0; at < size * flowsPerComponent; at++) {
    const from = random(size);
    const neighbours = list.filter((c) => c.boundaries[0] === list[from]!.boundaries[0]);
    const near = random(4) > 0 ? list.indexOf(neighbours[random(neighbours.length)]!) : random(size);
    if (near === from) continue;
    flowList.push(
      flow(list[from]!.key, list[near]!.key, ["parcels", "invoices", "positions", "signed events", null][random(5)]!, {
        bidirectional: random(9) === 0,
      }),
    );
  }
  const pairList = list.flatMap((c) =>
    random(3) === 0
      ? []
      : [pair(c.key, `threat_${random(9)}`, kinds[random(kinds.length)]!, { tested: random(2) === 0 })],
  );
  const sorted = [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    ...emptyReport(),
    project: `logistics-${size}`,
    model: { ...emptyReport().model, components: sorted, flows: flowList, pairs: pairList },
  };
}
