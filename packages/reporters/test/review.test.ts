import { describe, expect, test } from "@jest/globals";
import { diffFormats, renderDiff, touchesModel, type DiffFormat, type DiffOptions } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import type { DiffReport } from "@threatloom/model";
import { affected, badNews, change, goodNews, hostileNews, hostileTexts, noNews, status } from "./sample-diffs.js";
import { claim, component } from "./sample-report.js";

const fixtures = new URL("../../../fixtures/reporters/review/", import.meta.url).pathname;
const options: DiffOptions = {
  link: (side, { file, line }) =>
    `https://forge.example/shop/blob/${side === "before" ? "1a2b3c4" : "9988776"}/${encodeURI(file.replace(/\p{Cs}/gu, "?"))}#L${line}`,
  artifact: "https://forge.example/shop/runs/7?a=1&b=(2)",
};

describe("golden files", () => {
  const extensions: Readonly<Record<DiffFormat, string>> = {
    json: "json",
    markdown: "md",
    mermaid: "mmd",
    text: "txt",
  };
  const samples = { good: goodNews(), bad: badNews(), nothing: noNews(), hostile: hostileNews(60) };
  for (const format of diffFormats)
    for (const [name, report] of Object.entries(samples)) {
      if (format === "json" && name === "hostile") continue;
      test(`${name} as ${format}`, async () => {
        golden(`${fixtures}${name}.${extensions[format]}`, await renderDiff(report, format, options));
      });
    }
});

const withDiff = (diff: Partial<DiffReport["diff"]>, more: Partial<DiffReport> = {}): DiffReport =>
  noNews({ ...more, diff: { ...noNews().diff, ...diff } });
const mitigation = claim("mitigation", { file: "a.ts", line: 1, column: 1 }, { component: "web_shop:checkout" });
const symbol = { name: "f", kind: "function", line: 1, parent: null, receiver: null } as const;
const code = { id: "1", symbol, location: mitigation.location, before: mitigation.location };

describe("formats", () => {
  test("are sorted, and another one is refused by name", async () => {
    expect([...diffFormats]).toEqual(["json", "markdown", "mermaid", "text"]);
    for (const format of ["html", "__proto__", "toString"])
      await expect(renderDiff(noNews(), format as DiffFormat)).rejects.toThrow(RangeError);
  });
});

describe("whether a change touches the model", () => {
  const diagnostic = badNews().diagnostics.added[0]!;
  test.each<[string, DiffReport, boolean]>([
    ["nothing", noNews(), false],
    ["what only moved", withDiff({ claims: [change("moved", mitigation)] }), false],
    ["a submodule", noNews({ submodules: [{ path: "x", before: null, after: "1" }] }), false],
    ["a diagnostic that ended", noNews({ diagnostics: { added: [], removed: [diagnostic] } }), false],
    ["a diagnostic", noNews({ diagnostics: { added: [diagnostic], removed: [] } }), true],
    [
      "a note about a file",
      noNews({ diagnostics: { added: [{ ...diagnostic, severity: "info" }], removed: [] } }),
      false,
    ],
    ["coverage", withDiff({ coverage: hostileNews(1).diff.coverage }), false],
    ["a claim", withDiff({ claims: [change("changed", mitigation)] }), true],
    ["a component", withDiff({ components: [change("removed", component("X"))] }), true],
    ["a status", withDiff({ statuses: [status("a", "b", "accepted", "exposed", "worse")] }), true],
    ["code under a claim", withDiff({ code: [{ ...code, claims: [mitigation] }] }), true],
  ])("%s", (_, report, touches) => {
    expect(touchesModel(report)).toBe(touches);
  });
});

describe("the verdict", () => {
  const first = async (report: DiffReport): Promise<string> => (await renderDiff(report, "text")).split(" (main")[0]!;
  const acceptance = claim("acceptance", mitigation.location);
  const exposure = claim("exposure", mitigation.location, { open: true, component: "a", threat: "b" });
  test.each<[string, DiffReport, string]>([
    [
      "code alone",
      withDiff({ code: [{ ...code, claims: [mitigation] }] }),
      "! web-shop: Code changed under 1 claim: does it still hold?",
    ],
    [
      "an acceptance alone",
      withDiff({ claims: [change("added", acceptance)] }),
      "· web-shop: This change accepts or transfers 1 threat; none stands better or worse.",
    ],
    [
      "an acceptance that is over already",
      withDiff({ claims: [change("added", { ...acceptance, expires: "2020-01-31", expired: true })] }),
      "! web-shop: This change adds 1 acceptance that is over already.",
    ],
    [
      "a component alone",
      withDiff({ components: [change("added", component("X"))] }),
      "· web-shop: This change alters the threat model; no threat stands better or worse.",
    ],
    [
      "a further exposure",
      withDiff({ claims: [change("added", exposure)] }),
      "! web-shop: This change adds 1 open exposure.",
    ],
    [
      "an exposure that opens its threat",
      withDiff({ claims: [change("added", exposure)], statuses: [status("a", "b", null, "exposed", "worse")] }),
      "✗ web-shop: This change opens 1 threat.",
    ],
    [
      "a mitigation gone",
      withDiff({ claims: [change("removed", mitigation)] }),
      "! web-shop: This change removes 1 mitigation.",
    ],
    [
      "a test gone",
      withDiff({
        statuses: [status("a", "b", "mitigated", "mitigated", "worse", { tested: { before: true, after: false } })],
      }),
      "✗ web-shop: This change weakens 1 threat.",
    ],
    [
      "an open threat gone",
      withDiff({ statuses: [status("a", "b", "exposed", null, "better")] }),
      "✓ web-shop: This change drops 1 open threat.",
    ],
  ])("on %s", async (_, report, line) => {
    expect(await first(report)).toBe(line);
  });
});

describe("text", () => {
  test("is one line where nothing changed", async () => {
    expect(await renderDiff(noNews(), "text")).toBe(
      "· web-shop: This change does not touch the threat model. (main 1a2b3c4d → HEAD 99887766)\n",
    );
  });
  test("an acceptance that is over is not among the accepted, and says since when", async () => {
    const over = claim("acceptance", mitigation.location, { expires: "2020-01-31", expired: true });
    const report = withDiff({ claims: [change("added", over)] });
    for (const format of ["text", "markdown"] as const) {
      const out = await renderDiff(report, format);
      expect(out).toContain("over since 2020");
      expect(out).not.toContain("Newly accepted");
    }
  });
  test("shows the coverage of the whole project wherever it was asked for, also where it stays as it is", async () => {
    const { before, after } = hostileNews(1).diff.coverage!;
    const counted = { before, after, uncovered: [], added: [] };
    for (const [coverage, shown] of [
      [{ ...counted, scope: "project" as const }, true],
      [{ ...counted, after: before, scope: "project" as const }, true],
      [{ ...counted, scope: "changed" as const }, false],
    ] as const)
      for (const format of ["text", "markdown"] as const) {
        const out = await renderDiff(withDiff({ coverage }), format);
        expect(out).toContain("This change does not touch the threat model.");
        expect(/functions covered/i.test(out)).toBe(shown);
      }
  });
  test("no line is a command to the runner of a CI job", async () => {
    const texts = ["::error::no", "##[add-mask]e", " ::warning::x"];
    const submodules = [{ path: "::error::x", before: "::a", after: null }];
    for (const [n, project] of texts.entries()) {
      const report = { ...hostileNews(9, texts.slice(n).concat(texts.slice(0, n))), project, submodules };
      expect(await renderDiff(report, "text")).not.toMatch(/^\s*::|##\[/m);
    }
  });
  test("only counts what moved", async () => {
    const out = await renderDiff(withDiff({ claims: [change("moved", mitigation)] }), "text");
    expect(out.split("\n").slice(1)).toEqual(["", "1 moved without a change", ""]);
  });
  test("colours only where it is told to, and never obeys the repository", async () => {
    const out = await renderDiff(hostileNews(60), "text", { color: true });
    expect(out.replace(/\u001b\[(?:1|2|22|31|32|33|39)m/g, "")).toBe(await renderDiff(hostileNews(60), "text"));
    expect(await renderDiff(hostileNews(60), "text")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  });
});

describe("mermaid", () => {
  const label = String.raw`"(?:[\p{L}\p{M}\p{N} .,/()_·✓…‖›→↔-]|#[0-9]+;|<br/>)+"`;
  const statement = new RegExp(
    [
      "flowchart LR",
      "%% [A-Za-z0-9 ,-]+",
      String.raw`  acc(?:Title|Descr): [\p{L}\p{N} .,()-]+`,
      ` +subgraph c\\d+\\[${label}\\]`,
      " +end",
      " +style c\\d+ fill:none,[a-z0-9#:,. -]+",
      ` +n\\d+(?:\\(${label}\\)|\\[\\(${label}\\)\\]|\\[${label}\\]|\\{\\{${label}\\}\\}):::[a-z]+_[a-z]+`,
      ` +n\\d+ <?(?:-->|==>|-\\.->)(?:\\|${label}\\|)? n\\d+`,
      " +linkStyle [0-9,]+ stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}",
      " +classDef [a-z]+_[a-z]+ fill:#[0-9a-f]{6},[a-z0-9#:,. -]+",
    ]
      .map((line) => `^(?:${line})$`)
      .join("|"),
    "u",
  );
  test("no label starts a statement of its own", async () => {
    for (const report of [
      hostileNews(60),
      goodNews(),
      badNews(),
      ...hostileTexts.map((text) => hostileNews(9, [text])),
    ]) {
      const lines = (await renderDiff(report, "mermaid")).trimEnd().split("\n");
      expect(lines.filter((line) => !statement.test(line))).toEqual([]);
      const opened = lines.filter((line) => line.trim().startsWith("subgraph")).length;
      expect(lines.filter((line) => line.trim() === "end")).toHaveLength(opened);
    }
  });
  const nodes = (out: string): number => out.match(/^ +n\d+[[({]/gm)?.length ?? 0;
  const many = (changed: number, same: number): DiffReport =>
    noNews({
      affected: {
        components: [
          ...Array.from({ length: changed }, (_, n) => affected(`Shop:New ${n}`, "added", null, "exposed")),
          ...Array.from({ length: same }, (_, n) => affected(`Zone ${n % 3}:Old ${n}`, "same", null, null)),
        ],
        flows: Array.from({ length: changed }, (_, n) => ({
          from: `shop:new_${n}`,
          to: `zone_0:old_0`,
          label: null,
          bidirectional: false,
          crosses: [],
          change: "added",
        })),
      },
    });
  test("shows up to 40 components one by one", async () => {
    const out = await renderDiff(many(20, 20), "mermaid");
    expect(nodes(out)).toBe(40);
    expect(out).not.toContain("%%");
  });
  test("gathers what is unchanged before it leaves anything out", async () => {
    const out = await renderDiff(many(20, 90), "mermaid");
    expect(nodes(out)).toBe(23);
    expect(out).toContain("%% 90 unchanged components drawn together, zone by zone\n");
    expect(out).toContain('"unchanged<br/>30 components inside"');
    expect(out.match(/ ==>/g)).toHaveLength(20);
  });
  test("leaves out the rest, and says how much", async () => {
    const out = await renderDiff(many(100, 90), "mermaid");
    expect(nodes(out)).toBe(40);
    expect(out).toContain("%% 63 components left out\n");
  });
  test("stays small and quick, whatever a document asks for", async () => {
    for (const unit of [":", "a:", "👩", "x"]) {
      const long = unit.repeat(20_000);
      const report = hostileNews(60, [long]);
      const { components, flows } = report.affected;
      components[0]!.key = long;
      components.forEach((component, n) => {
        component.boundaries = Array.from({ length: 2000 }, (_, m) => (m % 60 <= n ? `b${m}` : `c${n}`));
      });
      const [first] = flows;
      for (let n = 0; n < 20_000; n++) flows.push({ ...first!, label: `${n}`, crosses: [`${n}`] });
      expect((await renderDiff(report, "mermaid")).length).toBeLessThan(50_000);
    }
  });
  test("marks what became of an element with a sign, a line and a class", async () => {
    const out = await renderDiff(badNews(), "mermaid");
    expect(out).toContain('n5("#43; Vouchers<br/>exposed"):::added_exposed');
    expect(out).toContain('n3("#126; Checkout<br/>exposed → accepted"):::changed_accepted');
    expect(out).toContain('n1("#8722; Stock<br/>partial"):::removed_neutral');
    expect(out).toMatch(/classDef removed_neutral .*stroke-dasharray/);
    expect(out).toContain('n3 ==>|"#43; voucher code"| n5');
    expect(out).toContain('n2 -.->|"#8722; stock"| n4');
  });
});
