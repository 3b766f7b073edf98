import { describe, expect, test } from "@jest/globals";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Report } from "@threatloom/model";
import { dotOf } from "../src/dfd/dot.js";
import { drawingOf, drawings } from "../src/dfd/graph.js";
import { renderSvg } from "../src/dfd/layout.js";
import { boxOf, placeLabel } from "../src/dfd/labels.js";
import { mermaidOf } from "../src/dfd/mermaid.js";
import { INK, STATUS_STYLES } from "../src/dfd/style.js";
import { edgeLines, wrap } from "../src/dfd/text.js";
import type { DrawingCluster } from "../src/dfd/types.js";
import { component, emptyReport, flow, largeReport, pair, sampleReport } from "./sample-report.js";

function reportOf(model: Partial<Report["model"]>): Report {
  const empty = emptyReport();
  return { ...empty, model: { ...empty.model, ...model } };
}

function outline(cluster: DrawingCluster): unknown {
  return [cluster.kind, cluster.name, cluster.nodes, cluster.clusters.map(outline)];
}

describe("the drawing graph", () => {
  test("nests zones, declared boundaries and groups, and gives nodes their worst status", () => {
    const drawing = drawingOf(sampleReport());
    expect(drawing.clusters.map(outline)).toEqual([
      ["zone", "Back Office", ["back_office:reports"], []],
      [
        "zone",
        "Web Shop",
        ["web_shop:catalogue", "web_shop:search"],
        [
          [
            "declared",
            "Cardholder data",
            ["web_shop:orders_db"],
            [["group", "Checkout", ["web_shop:checkout", "web_shop:checkout:receipts"], []]],
          ],
        ],
      ],
    ]);
    const status = Object.fromEntries(drawing.nodes.map((node) => [node.id, node.status]));
    expect(status).toMatchObject({
      "web_shop:catalogue": "exposed",
      "web_shop:checkout": "partial",
      "web_shop:orders_db": "mitigated",
      shopper: "none",
    });
    expect(drawing.summary).toMatchObject({ depth: null, depthChosen: false, shown: 8, omittedNodes: 0 });
  });

  test("merges flows between the same ends and says how many labels it left out", () => {
    const edge = drawingOf(sampleReport()).edges.find(
      (e) => e.from === "web_shop:checkout" && e.to === "web_shop:orders_db",
    )!;
    expect(edge.flows).toBe(4);
    expect(edgeLines(edge, 28)).toEqual(["order", "payment reference", "address", "+1 more"]);
  });

  test("marks the flows that cross a boundary between two components", () => {
    const marked = drawingOf(sampleReport()).edges.filter((edge) => edge.marks.length > 0);
    expect(marked.map((edge) => [edge.from, edge.to, edge.marks])).toEqual([
      ["shopper", "web_shop:catalogue", ["Internet edge"]],
    ]);
  });

  test("draws a component that is also the path of others as a node inside its own group", () => {
    const drawing = drawingOf(
      reportOf({ components: [component("App"), component("App:Web"), component("App:Web:Login")] }),
    );
    expect(drawing.clusters.map(outline)).toEqual([
      ["zone", "App", ["app"], [["group", "Web", ["app:web", "app:web:login"], []]]],
    ]);
    expect(drawing.nodes.map((node) => node.name)).toEqual(["App", "Web", "Login"]);
  });

  test("draws a declared boundary that cuts across zones once per zone", () => {
    const boundary = { ...sampleReport().model.boundaries[1]!, name: "PCI", contains: ["a:x", "b:y"] };
    const drawing = drawingOf(
      reportOf({ components: ["A:X", "A:Z", "B:Y", "B:Z"].map((path) => component(path)), boundaries: [boundary] }),
    );
    expect(drawing.clusters.map(outline)).toEqual([
      ["zone", "A", ["a:z"], [["declared", "PCI", ["a:x"], []]]],
      ["zone", "B", ["b:z"], [["declared", "PCI", ["b:y"], []]]],
    ]);
  });

  test("collapses to a wished depth, keeps the worst status and drops flows inside", () => {
    const report = reportOf({
      components: ["App:Web", "App:Web:Login", "App:Web:Search", "Ops:Logs"].map((path) => component(path)),
      flows: [
        flow("app:web:login", "app:web:search", "inside"),
        flow("app:web:login", "ops:logs", "a"),
        flow("ops:logs", "app:web:search", "b"),
      ],
      pairs: [pair("app:web:login", "t", "mitigated"), pair("app:web:search", "t", "exposed")],
    });
    const drawing = drawingOf(report, { depth: 2 });
    expect(drawing.nodes.map((node) => [node.id, node.parts, node.status])).toEqual([
      ["app:web", 3, "exposed"],
      ["ops:logs", 1, "none"],
    ]);
    expect(drawing.edges.map((edge) => [edge.from, edge.to, edge.bidirectional, edge.labels])).toEqual([
      ["app:web", "ops:logs", true, ["a", "b"]],
    ]);
    expect(drawing.summary).toMatchObject({ depth: 2, depthChosen: false, components: 4, shown: 2 });
  });

  test.each([20, 58, 100, 500])("chooses a readable depth by itself for %i components", (size) => {
    const { nodes, summary } = drawingOf(largeReport(size));
    expect(nodes.length).toBeLessThanOrEqual(60);
    expect(summary.depthChosen).toBe(size > 60);
    expect(summary.components).toBe(size);
  });

  test("keeps the worst and says how many it left out where paths are flat", () => {
    const components = Array.from({ length: 400 }, (_, at) => component(`C${String(at).padStart(3, "0")}`));
    const report = reportOf({ components, pairs: [pair("c399", "t", "exposed")], flows: [flow("c398", "c399", "x")] });
    const drawing = drawingOf(report);
    expect(drawing.nodes).toHaveLength(150);
    expect(drawing.nodes.map((node) => node.id)).toEqual(expect.arrayContaining(["c398", "c399"]));
    expect(drawing.summary).toMatchObject({ shown: 150, omittedNodes: 250 });
  });

  test("never goes beyond what a layout can take, and ends", () => {
    for (const report of [largeReport(500, 5), largeReport(1500, 3), emptyReport(), sampleReport()]) {
      const all = [...drawings(report)];
      expect(all.length).toBeGreaterThan(0);
      for (const drawing of all) {
        expect(drawing.nodes.length).toBeLessThanOrEqual(150);
        expect(drawing.edges.length).toBeLessThanOrEqual(300);
      }
    }
  });

  test("wraps at word ends and never cuts a character in half", () => {
    expect(wrap("a very long component name indeed", 12, 2)).toEqual(["a very long", "component n…"]);
    expect(wrap("👍👍👍👍", 2, 1)).toEqual(["👍…"]);
    expect(wrap("", 10, 2)).toEqual([""]);
  });
});

describe("layout", () => {
  test("a time limit that runs out leads to smaller drawings", async () => {
    const sizes: number[] = [];
    const { svg, summary } = await renderSvg(largeReport(100), {
      depth: 9,
      layout: async (dot) => {
        sizes.push(dot.length);
        return sizes.length < 3 ? null : (await Graphviz.load()).layout(dot, "svg", "dot");
      },
    });
    expect(sizes).toHaveLength(3);
    expect(sizes[2]).toBeLessThan(sizes[0]!);
    expect(summary.shown).toBeLessThan(100);
    expect(svg).toContain("chosen to stay readable");
  });

  test("a layout that never answers in time ends in a picture that says so", async () => {
    const { svg, summary } = await renderSvg(largeReport(100), { layout: () => Promise.resolve(null) });
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain("No layout was found in time for 100 components.");
    expect(summary).toMatchObject({ shown: 0, omittedNodes: 100 });
  });

  test.each([
    ["markup", "<b>x</b>"],
    ["a trailing backslash", "C:\\"],
    ["quotes", '"; x -> y; "'],
    ["an escaped quote", '\\"URL=x //'],
    ["an escaped quote and a node", '\\" ];EVIL[a=b //'],
    ["escapes", "\\N \\G \\l"],
    ["entities", "&lt;b&gt; &#60;"],
    ["controls", "a\u0000b\u001b[31m"],
    ["characters that are none", "\ufffe\ud800"],
    ["a closing tag", "</table></td>"],
    ["nothing but signs", "-->"],
  ])("%s in names, labels and boundaries is drawn as written", async (_, name) => {
    const target = component("Zone:Target");
    const hostileComponent = { ...component("Zone:Hostile"), name: `Zone:${name}`, segments: ["Zone", name] };
    const report = reportOf({
      components: [hostileComponent, target],
      boundaries: [{ ...sampleReport().model.boundaries[0]!, key: "zone", name, contains: [] }],
      flows: [flow("zone:hostile", "zone:target", name)],
    });
    const { svg } = await renderSvg({ ...report, project: name });
    const shown = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => decode(match[1]!));
    const expected = wrap(name, 40, 1)[0]!;
    // Heading, boundary, node and flow.
    expect(shown.filter((text) => text.trim() === expected.trim())).toHaveLength(4);
    expect(svg).not.toMatch(/<(?:script|a|b|td|image|foreignObject|!DOCTYPE)\b/);
  });
});

function decode(text: string): string {
  return text
    .replace(/&(?:#160|#xa0|nbsp);/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

describe("formats", () => {
  test("dot is the same for the same model, however often it is made", () => {
    expect(dotOf(drawingOf(sampleReport()))).toBe(dotOf(drawingOf(sampleReport())));
  });

  test("statuses differ in border as well as in colour", () => {
    const dot = dotOf(drawingOf(sampleReport()));
    const attributes = (id: string): string => new RegExp(`"${id}" \\[([^\\]]*)\\]`).exec(dot)?.[1] ?? "";
    expect(attributes("web_shop:catalogue")).toContain("peripheries = 2");
    expect(attributes("web_shop:checkout")).toContain("filled,dashed");
    expect(attributes("web_shop:orders_db")).toMatch(/shape = "cylinder"/);
    expect(attributes("web_shop:orders_db")).toContain("✓ tested");
    expect(attributes("card_network")).toMatch(/shape = "box";\s+style = "filled"/);
    expect(attributes("shopper")).toContain('shape = "hexagon"');
  });

  test("mermaid has one line per node and flow, and balanced subgraphs", () => {
    const drawing = drawingOf(sampleReport());
    const lines = mermaidOf(drawing)
      .split("\n")
      .map((line) => line.trim());
    expect(lines[0]).toBe("flowchart LR");
    expect(lines.filter((line) => /^n\d+[[({]/.test(line))).toHaveLength(drawing.nodes.length);
    expect(lines.filter((line) => /^n\d+ (?:<?-->|<?==>)/.test(line))).toHaveLength(drawing.edges.length);
    expect(lines.filter((line) => line.startsWith("subgraph "))).toHaveLength(
      lines.filter((line) => line === "end").length,
    );
    expect(lines.filter((line) => line.startsWith("subgraph "))).toHaveLength(4);
  });
});

describe("labels on arrows", () => {
  const straight = "M0,50C50,50 150,50 200,50";
  test("stand in the middle of their arrow", () => {
    expect(placeLabel(straight, [6], [])).toEqual([100, 50]);
  });
  test("step aside for what is there, and are in the way of the next one themselves", () => {
    const taken = [{ left: 90, top: 40, right: 110, bottom: 60 }];
    const [x, y] = placeLabel(straight, [4], taken)!;
    expect(Math.abs(x - 100)).toBeGreaterThan(20);
    expect(y).toBe(50);
    expect(taken).toHaveLength(2);
    expect(placeLabel(straight, [4], taken)).not.toEqual([x, y]);
  });
  test("stay where they are without a curve", () => {
    expect(placeLabel("", [4], [])).toBeNull();
  });
  test("hardly ever cover a node in a drawing of 58 components", async () => {
    const { svg } = await renderSvg(largeReport(58));
    const names = [...svg.matchAll(/<g id="node\d+" class="node">[\s\S]*?<\/g>/g)].map((match) =>
      boxOf(shapesIn(match[0]))!,
    );
    const labels = [...svg.matchAll(/<text stroke[^>]* text-anchor="middle" x="([^"]*)" y="([^"]*)"/g)];
    const covering = labels.filter(([, x, y]) =>
      names.some(
        (box) => Number(x) > box.left && Number(x) < box.right && Number(y) > box.top && Number(y) < box.bottom,
      ),
    );
    expect(labels.length).toBeGreaterThan(40);
    expect(covering.length).toBeLessThanOrEqual(labels.length * 0.05);
  });
});

function shapesIn(group: string): string {
  return [...group.matchAll(/ (?:d|points)="([^"]*)"/g)].map((match) => match[1]).join(" ");
}

test("parts without flows stand in rows, not in one column", async () => {
  const report = largeReport(55);
  const { svg } = await renderSvg({ ...report, model: { ...report.model, flows: [] } });
  const [, width, height] = /viewBox="0.00 0.00 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  expect(height! / width!).toBeLessThan(2);
});

test("a long chain of flows is drawn from top to bottom, unless there is no time for it", async () => {
  const names = Array.from({ length: 14 }, (_, at) => `Zone:Step ${String.fromCharCode(97 + at)}`);
  const components = names.map((name) => component(name));
  const flows = components.slice(1).map((to, at) => flow(components[at]!.key, to.key, "work piece"));
  const report = reportOf({ components, flows });
  const proportion = (svg: string): number => {
    const [, width, height] = /viewBox="0.00 0.00 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
    return width! / height!;
  };
  expect(proportion((await renderSvg(report)).svg)).toBeLessThan(1);
  const hurried = await renderSvg(report, {
    layout: async (dot) => (dot.includes('rankdir = "TB"') ? null : (await Graphviz.load()).layout(dot, "svg", "dot")),
  });
  expect(proportion(hurried.svg)).toBeGreaterThan(4);
  expect(hurried.summary.shown).toBe(14);
});

describe("colours", () => {
  const luminance = (color: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light! + 0.05) / (dark! + 0.05);
  };
  test.each(Object.entries(STATUS_STYLES))("%s can be read and seen", (_, style) => {
    expect(contrast(INK.text, style.fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(INK.quiet, style.fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(style.line, "#ffffff")).toBeGreaterThanOrEqual(3);
    expect(contrast(style.line, style.fill)).toBeGreaterThanOrEqual(3);
  });
  test("labels and borders stand out from white", () => {
    for (const ink of [INK.text, INK.quiet, INK.mark, INK.zone])
      expect(contrast(ink, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    for (const ink of [INK.flow, INK.group]) expect(contrast(ink, "#ffffff")).toBeGreaterThanOrEqual(3);
  });
});
