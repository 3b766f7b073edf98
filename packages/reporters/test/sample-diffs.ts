import type {
  AffectedComponent,
  AffectedFlow,
  Change,
  ChangeType,
  Claim,
  CoverageNumbers,
  DiffReport,
  FieldChange,
  Flow,
  Location,
  ModelDiff,
  NameTable,
  StatusChange,
  SymbolRef,
} from "@threatloom/model";
import { claim, component, entity, flow } from "./sample-report.js";

const at = (file: string, line: number): Location => ({ file, line, column: 4 });
const method = (name: string, line: number): SymbolRef => ({
  name,
  kind: "method",
  line,
  parent: name.split(".")[0]!,
  receiver: null,
});

/** One part of a diff; `before` and `after` as the kind of change wants them. */
export function change<T>(kind: ChangeType, item: T, fields: FieldChange[] = [], before: T = item): Change<T> {
  return {
    id: `${kind}-${typeof item}`,
    change: kind,
    before: kind === "added" ? null : before,
    after: kind === "removed" ? null : item,
    fields,
  };
}

export function status(
  componentKey: string,
  threat: string,
  before: StatusChange["before"],
  after: StatusChange["after"],
  direction: StatusChange["direction"],
  more: Partial<StatusChange> = {},
): StatusChange {
  const id = `status-${componentKey}-${threat}`;
  const tested = { before: false, after: false };
  return { id, component: componentKey, threat, before, after, direction, tested, severity: null, ...more };
}

export function affected(
  path: string,
  kind: AffectedComponent["change"],
  before: AffectedComponent["before"],
  after: AffectedComponent["after"],
  more: Partial<AffectedComponent> = {},
): AffectedComponent {
  const { key, name, segments, role, boundaries } = component(path);
  return { key, name, segments, role, boundaries, change: kind, before, after, ...more };
}

function arrow({ from, to, label, bidirectional, crosses }: Flow, kind: AffectedFlow["change"]): AffectedFlow {
  return { from, to, label, bidirectional, crosses, change: kind };
}

function numbers(found: number, covered: number, tested: number, total: number, mitigated: number): CoverageNumbers {
  return {
    functions: { found, covered, byType: 0, tested },
    threats: { total, mitigated, tested: 0, detectable: 0, open: total - mitigated },
  };
}

const noDiff: ModelDiff = {
  components: [],
  boundaries: [],
  threats: [],
  controls: [],
  data: [],
  flows: [],
  claims: [],
  statuses: [],
  code: [],
  coverage: null,
};

const names: NameTable = {
  components: {
    "web_shop:checkout": "Web Shop:Checkout",
    "web_shop:orders_db": "Web Shop:Orders DB",
    "web_shop:catalogue": "Web Shop:Catalogue",
    "web_shop:vouchers": "Web Shop:Vouchers",
    card_network: "Card Network",
    shopper: "Shopper",
  },
  threats: {
    sql_injection: "SQL injection",
    price_tampering: "price tampering",
    scraping: "scraping",
    replayed_order: "replayed order",
    card_theft: "card theft",
    voucher_guessing: "voucher guessing",
  },
  controls: {
    prepared_statements: "prepared statements",
    server_side_totals: "server side totals",
    rate_limit: "rate limit",
  },
  data: {},
  boundaries: {
    web_shop: "Web Shop",
    cardholder_data: "Cardholder data",
    internet_edge: "Internet edge",
    legacy: "Legacy",
  },
};

/** A diff of the web shop in which nothing changed. */
export function noNews(more: Partial<DiffReport> = {}): DiffReport {
  return {
    project: "web-shop",
    folder: "",
    before: { name: "main", commit: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d" },
    after: { name: "HEAD", commit: "99887766554433221100ffeeddccbbaa99887766" },
    diff: noDiff,
    affected: { components: [], flows: [] },
    names,
    diagnostics: { added: [], removed: [] },
    submodules: [],
    ...more,
  };
}

/** Exposures are closed, a test appears, and two claims only move. */
export function goodNews(): DiffReport {
  const [checkout, catalogue] = ["web_shop:checkout", "web_shop:catalogue"];
  const totals = claim("mitigation", at("src/checkout.ts", 70), {
    component: checkout,
    threat: "price_tampering",
    control: "server_side_totals",
    detail: "the total is reckoned again from the cart",
    symbol: method("Checkout.total", 71),
  });
  const limit = claim("mitigation", at("src/catalogue.ts", 20), {
    component: catalogue,
    threat: "scraping",
    control: "rate_limit",
    symbol: method("Catalogue.list", 22),
  });
  const tests = claim("test", at("test/checkout.test.ts", 12), { component: checkout, control: "prepared_statements" });
  const exposure = claim("exposure", at("src/catalogue.ts", 21), {
    component: catalogue,
    threat: "scraping",
    detail: "no rate limit on the listing",
    severity: "medium",
    symbol: method("Catalogue.list", 22),
  });
  return noNews({
    diff: {
      ...noDiff,
      components: [change("moved", component("Web Shop:Orders DB"), [{ field: "line", before: "3", after: "9" }])],
      controls: [change("added", entity("rate_limit", "rate limit", { definitions: [at("model.threatspec", 14)] }))],
      claims: [
        change("added", totals),
        change("added", limit),
        change("added", tests),
        change(
          "changed",
          { ...exposure, open: false },
          [
            { field: "severity", before: "high", after: "medium" },
            { field: "open", before: "true", after: "false" },
          ],
          { ...exposure, open: true, severity: "high" },
        ),
        change("moved", claim("review", at("src/mail.ts", 4)), [
          { field: "file", before: "a.ts", after: "src/mail.ts" },
        ]),
      ],
      statuses: [
        status(catalogue, "scraping", "exposed", "mitigated", "better", { severity: "medium" }),
        status(checkout, "price_tampering", "partial", "mitigated", "better", { severity: "high" }),
        status(checkout, "sql_injection", "mitigated", "mitigated", "better", {
          severity: "critical",
          tested: { before: false, after: true },
        }),
      ],
      coverage: {
        scope: "changed",
        before: numbers(12, 5, 1, 4, 1),
        after: numbers(13, 8, 2, 4, 3),
        uncovered: [],
        added: [],
      },
    },
    affected: {
      components: [
        affected("Web Shop:Catalogue", "changed", "exposed", "mitigated"),
        affected("Web Shop:Checkout", "changed", "partial", "mitigated", {
          boundaries: ["web_shop", "cardholder_data"],
        }),
        affected("Web Shop:Orders DB", "same", "mitigated", "mitigated", {
          role: "data-store",
          boundaries: ["web_shop", "cardholder_data"],
        }),
        affected("Shopper", "same", null, null, { role: "actor" }),
      ],
      flows: [
        arrow({ ...flow("shopper", catalogue, "browses"), crosses: ["internet_edge", "shopper", "web_shop"] }, "same"),
        arrow(flow("shopper", checkout, "cart", { bidirectional: true }), "same"),
        arrow(flow(checkout, "web_shop:orders_db", "order"), "same"),
      ],
    },
    diagnostics: {
      added: [],
      removed: [
        {
          code: "unknown-verb",
          severity: "error",
          message: 'unknown verb "mitigtes"',
          file: "src/checkout.ts",
          line: 69,
          column: 4,
          endLine: 69,
          endColumn: 13,
        },
      ],
    },
  });
}

function badClaims(): Change<Claim>[] {
  const [checkout, vouchers] = ["web_shop:checkout", "web_shop:vouchers"];
  const voucher = claim("exposure", at("src/vouchers.ts", 8), {
    component: vouchers,
    threat: "voucher_guessing",
    detail: "codes have six digits and nobody counts the tries",
    severity: "high",
    open: true,
    symbol: method("Vouchers.redeem", 9),
  });
  const prepared = claim("mitigation", at("src/checkout.ts", 40), {
    component: checkout,
    threat: "sql_injection",
    control: "prepared_statements",
    symbol: method("Checkout.place", 41),
  });
  const replay = claim("acceptance", at("src/checkout.ts", 88), {
    component: checkout,
    threat: "replayed_order",
    detail: "refunds are cheap",
    expires: "2031-12-31",
  });
  const theft = claim("transfer", at("src/checkout.ts", 97), {
    component: checkout,
    threat: "card_theft",
    target: "card_network",
    detail: "hosted card form",
  });
  return [change("added", voucher), change("removed", prepared), change("added", replay), change("added", theft)];
}

/** A new component is exposed, a mitigation is gone, and code changed under claims. */
export function badNews(): DiffReport {
  const [checkout, vouchers] = ["web_shop:checkout", "web_shop:vouchers"];
  const totals = claim("mitigation", at("src/checkout.ts", 68), {
    component: checkout,
    threat: "price_tampering",
    control: "server_side_totals",
    symbol: method("Checkout.total", 70),
  });
  const uncovered = { line: 41, kind: "method", exported: true, covered: "none", tested: false } as const;
  return noNews({
    diff: {
      ...noDiff,
      components: [change("added", component("Web Shop:Vouchers"))],
      flows: [
        change("added", flow(checkout, vouchers, "voucher code")),
        change("removed", flow("web_shop:catalogue", "web_shop:orders_db", "stock", { medium: "SQL" })),
      ],
      claims: badClaims(),
      statuses: [
        status(vouchers, "voucher_guessing", null, "exposed", "worse", { severity: "high" }),
        status(checkout, "card_theft", null, "transferred", "better"),
        status(checkout, "replayed_order", "exposed", "accepted", "better", { severity: "low" }),
        status(checkout, "sql_injection", "mitigated", null, "worse", {
          severity: "critical",
          tested: { before: true, after: false },
        }),
      ],
      code: [
        {
          id: "code-1",
          symbol: method("Checkout.total", 70),
          location: at("src/checkout.ts", 70),
          before: at("src/checkout.ts", 64),
          claims: [
            totals,
            claim("review", at("src/checkout.ts", 69), { component: checkout, detail: "rounding of cents" }),
          ],
        },
      ],
      coverage: {
        scope: "changed",
        before: numbers(12, 6, 3, 5, 3),
        after: numbers(14, 5, 2, 6, 2),
        uncovered: [{ ...uncovered, file: "src/checkout.ts", name: "Checkout.place" }],
        added: [{ ...uncovered, file: "src/vouchers.ts", line: 30, name: "Vouchers.count" }],
      },
    },
    affected: {
      components: [
        affected("Web Shop:Catalogue", "same", null, null),
        affected("Web Shop:Checkout", "changed", "exposed", "accepted", {
          boundaries: ["web_shop", "cardholder_data"],
        }),
        affected("Web Shop:Orders DB", "same", "mitigated", "mitigated", { role: "data-store" }),
        affected("Web Shop:Vouchers", "added", null, "exposed"),
        affected("Legacy:Stock", "removed", "partial", null),
      ],
      flows: [
        arrow(flow(checkout, vouchers, "voucher code"), "added"),
        arrow(flow(checkout, "web_shop:orders_db", "order"), "changed"),
        arrow(flow("web_shop:catalogue", "web_shop:orders_db", "stock"), "removed"),
        arrow(flow("legacy:stock", "web_shop:orders_db", null), "removed"),
      ],
    },
    diagnostics: {
      added: [
        {
          code: "dangling-reference",
          severity: "error",
          message: "nothing defines #vouchers",
          file: "src/vouchers.ts",
          line: 28,
          column: 4,
          endLine: 28,
          endColumn: 13,
          suggestion: "#voucher",
        },
      ],
      removed: [],
    },
    submodules: [
      {
        path: "vendor/cards",
        before: "0123456789abcdef0123456789abcdef01234567",
        after: "89abcdef0123456789abcdef0123456789abcdef",
      },
    ],
  });
}

/** What people write who want a comment to do something. */
export const hostileTexts: readonly string[] = [
  "@octocat and @octo-org/security",
  "#123, GH-1, owner/repo#1, owner/repo@deadbeefcafe",
  "see deadbeefcafe0123456789abcdef0123456789ab",
  "https://evil.example/x www.evil.example <https://evil.example> me@evil.example mailto:me@evil.example",
  "[click](https://evil.example) ![pixel](https://evil.example/p.png) [ref][1] [[wiki]] [^1]",
  '<script>alert(1)</script><img src=x onerror=alert(1)> <a href="javascript:alert(1)">x</a>',
  "--> <!-- threatloom --> </details> </summary>",
  "`code` ``` ~~~ $$x$$ $`x`$ a|b || \\| \\",
  "# heading",
  "- [ ] task",
  "* [x] done",
  "1. first",
  "**bold** _it_ __strong__ ~~gone~~ ==mark== ^sup^",
  ":tada: :+1: App:lock:Login",
  "\u202eesrever\u202c \u200bzero\u200dwidth\u3164 \u001b[31mred",
  "/close",
  "/approve /merge",
  '!12 $12 %"next" %1.0 ~bug &4 ^alert#5 *iteration:3',
  'click n1 "javascript:alert(1)" ; end ; subgraph x',
  "%%{init: {'theme':'dark'}}%% n1-->n2",
  "&lt;b&gt; &#64;octocat #64;octocat #quot; &nbsp;",
  "line\nbreak\r\n\n# heading\n```\n/close\n---\n===",
  "\ud83d half a pair \udc4d",
];

/** Every text of a large diff is hostile; large enough that its comment has to be cut. */
export function hostileNews(count = 300, texts: readonly string[] = hostileTexts): DiffReport {
  const text = (n: number): string => texts[n % texts.length]!;
  const many = <T>(make: (n: number) => T, most = count): T[] => Array.from({ length: most }, (_, n) => make(n));
  const claimOf = (kind: Claim["kind"], n: number): Claim =>
    claim(kind, at(text(n + 1), n + 1), {
      component: `c${n}`,
      threat: `t${n}`,
      control: kind === "mitigation" ? `k${n}` : null,
      target: kind === "transfer" ? `c${n + 1}` : null,
      detail: text(n),
      description: text(n + 5),
      subject: text(n + 6),
      references: [text(n + 7)],
      expires: text(n + 8),
      open: kind === "exposure",
      symbol: method(text(n + 2), n + 2),
    });
  const table = (mark: string): Record<string, string> =>
    Object.fromEntries(many((n) => [`${mark}${n}`, text(n + mark.length + 2)], count + 1));
  const part = (n: number) => ({
    ...component(`Part ${n}`),
    name: text(n),
    segments: [text(n)],
    definitions: [at(text(n), 1)],
  });
  return {
    project: text(0),
    folder: "svc/a b/",
    before: { name: text(15), commit: null },
    after: { name: text(7), commit: "deadbeefcafe0123456789abcdef0123456789ab" },
    diff: {
      ...noDiff,
      components: many((n) => change((["added", "removed", "moved"] as const)[n % 3]!, part(n))),
      boundaries: many((n) =>
        change("added", { ...entity(`b${n}`, text(n)), kind: "declared", contains: [], between: null }),
      ),
      flows: many((n) => change("added", flow(`c${n}`, `c${n + 1}`, text(n), { medium: text(n + 1) }))),
      claims: many((n) => {
        const kinds = ["exposure", "mitigation", "acceptance", "transfer", "review"] as const;
        const one = claimOf(kinds[n % 5]!, n);
        return n % 5 === 1
          ? change("removed", one)
          : n % 5 === 4
            ? change("changed", one, [{ field: text(n), before: text(n + 1), after: text(n + 2) }])
            : change("added", one);
      }),
      statuses: many((n) => status(`c${n}`, `t${n}`, n % 2 === 0 ? null : "mitigated", "exposed", "worse")),
      code: many((n) => ({
        id: `code-${n}`,
        symbol: method(text(n), 1),
        location: at(text(n + 3), 1),
        before: at(text(n + 4), 1),
        claims: many((m) => claimOf("mitigation", n + m), 3),
      })),
      coverage: {
        scope: "project",
        before: numbers(900, 500, 1, 4, 1),
        after: numbers(900, 200, 1, 4, 1),
        uncovered: many((n) => ({
          file: text(n + 1),
          line: 1,
          name: text(n),
          kind: "function",
          exported: true,
          covered: "none",
          tested: false,
        })),
        added: [],
      },
    },
    affected: {
      components: many((n) =>
        affected(
          `Zone ${n % 4}:c${n}`,
          (["added", "removed", "changed", "same"] as const)[n % 4]!,
          "mitigated",
          "exposed",
          {
            key: `zone_${n % 4}:c${n}`,
            name: text(n),
            segments: [text(n + 1), text(n)],
            boundaries: [`zone_${n % 4}`, `d${n % 3}`],
          },
        ),
      ),
      flows: many((n) => ({
        from: `zone_${n % 4}:c${n}`,
        to: `zone_${(n + 4) % 4}:c${n + 4}`,
        label: text(n),
        bidirectional: n % 2 === 0,
        crosses: [`x${n}`],
        change: (["added", "removed", "changed", "same"] as const)[n % 4]!,
      })),
    },
    names: {
      components: table("c"),
      threats: table("t"),
      controls: table("k"),
      data: {},
      boundaries: Object.fromEntries(many((n) => [`d${n}`, text(n + 9)], 3)),
    },
    diagnostics: {
      added: many((n) => ({
        code: "malformed-annotation",
        severity: "error",
        message: text(n),
        file: text(n + 1),
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        expected: text(n + 2),
        suggestion: text(n + 3),
      })),
      removed: [],
    },
    submodules: many((n) => ({ path: text(n), before: null, after: text(n + 1) }), Math.min(count, 30)),
  };
}
