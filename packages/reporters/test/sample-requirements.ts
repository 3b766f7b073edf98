import {
  emptyAnalysis,
  type Finding,
  type Report,
  type Requirement,
  type RequirementProgress,
} from "@threatloom/model";
import { sampleReport } from "./sample-report.js";

const at = (file: string, line: number) => ({ file, line, column: 4 });

/** Text that means something to some reader of some format. */
export const hostile =
  '=HYPERLINK("http://evil.example") @octocat #1 GH-2 org/repo#3 <img src=x onerror=alert(1)> [a](http://evil.example) ' +
  "| {code} {color:red}x{color} !pic.png! [~admin] \\\\ \u001b[31m\u202e <!-- --> ```";

function requirement(component: string, number: string, more: Partial<Requirement> = {}): Requirement {
  return {
    key: `key-${component}-${number}`,
    component,
    id: `v5.0.0-${number}`,
    name: "Parameterized database queries",
    level: "1",
    status: "to do",
    verified: false,
    owner: null,
    note: null,
    threats: [],
    rules: [],
    evidence: [],
    ...more,
  };
}

function progress(more: Partial<RequirementProgress>): RequirementProgress {
  return { total: 0, done: 0, verified: 0, running: 0, notAccording: 0, notApplicable: 0, toDo: 0, ...more };
}

const checkout = "web_shop:checkout";
const search = "web_shop:search";

const list: Requirement[] = [
  requirement(checkout, "1.2.4", {
    status: "done",
    verified: true,
    owner: "payments",
    threats: ["sql_injection"],
    evidence: [
      { kind: "mitigation", text: "prepared statements", location: at("src/checkout.ts", 40) },
      { kind: "test", text: "prepared statements", location: at("test/checkout.test.ts", 12) },
    ],
  }),
  requirement(checkout, "2.2.2", {
    name: "Validate input where it can be trusted, not in the client alone",
    status: "not according",
    owner: "payments",
    threats: ["price_tampering"],
    evidence: [{ kind: "exposure", text: "the client sends the total", location: at("src/checkout.ts", 58) }],
  }),
  requirement(checkout, "12.2.1", {
    name: "TLS for every connection of clients",
    status: "running",
    owner: "platform",
    note: "SHOP-12, 'soon'",
    rules: ["cleartext-flow"],
  }),
  requirement(search, "1.2.1", {
    name: "Encode for HTML, XML and HTTP headers by context",
    status: "not applicable",
    owner: hostile,
    note: "+1 -1 =1",
    threats: ["markup"],
    evidence: Array.from({ length: 7 }, (_, line) => ({
      kind: "acceptance" as const,
      text: hostile,
      location: at("=src/@search.ts", line + 1),
    })),
  }),
  requirement(search, "3.2.2", { name: "Show text as text, with safe rendering functions", threats: ["markup"] }),
];

const components = [
  { component: checkout, progress: progress({ total: 3, done: 1, verified: 1, running: 1, notAccording: 1 }) },
  { component: search, progress: progress({ total: 2, notApplicable: 1, toDo: 1 }) },
];

const overall = progress({
  ...{ total: 5, done: 1, verified: 1, running: 1, notAccording: 1, notApplicable: 1, toDo: 1 },
});

/** A finding that nothing answers and that is certain, unless `more` says otherwise. */
export function openFinding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: "cleartext-flow",
    group: "stride",
    stride: ["I"],
    severity: "high",
    confidence: "high",
    message: `orders go from Shopper to Web Shop:Checkout in the clear ${id}`,
    unknown: [],
    component: checkout,
    flow: null,
    data: null,
    boundary: null,
    threat: null,
    status: null,
    location: at("src/routes.ts", 12),
    ...more,
  };
}

/** The sample shop with requirements of every status, and findings of every standing. */
export function requirementsReport(): Report {
  const report = sampleReport();
  const findings = [
    openFinding("f1"),
    openFinding("f2", { severity: "low", message: hostile, rule: "unheard-of", location: null, component: null }),
    openFinding("f3", { unknown: ["Web Shop:Checkout: authenticates"], confidence: "low" }),
    openFinding("f4", { rule: "open-exposure", group: "claim", threat: "price_tampering" }),
  ];
  const answered = [openFinding("f5", { status: "mitigated", threat: "sql_injection" })];
  return {
    ...report,
    analysis: { ...emptyAnalysis(), findings, answered, requirements: { list, overall, components } },
  };
}
