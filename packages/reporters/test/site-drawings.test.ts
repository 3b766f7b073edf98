import { describe, expect, test } from "@jest/globals";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { LayoutFormat, ObservedFlow, Report } from "@threatloom/model";
import { siteDrawings } from "../src/site/drawings.js";
import type { Box, SiteCluster, SiteDrawing } from "../src/site/types.js";
import { component, emptyReport, flow, largeReport, pair, sampleReport } from "./sample-report.js";

function reportOf(model: Partial<Report["model"]>): Report {
  const empty = emptyReport();
  return { ...empty, model: { ...empty.model, ...model } };
}

const drawn = new Map<string, Promise<SiteDrawing[]>>();

/** The same drawings are looked at by several tests. */
function drawingsOf(report: Report): Promise<SiteDrawing[]> {
  const known = drawn.get(report.project) ?? siteDrawings(report, {});
  drawn.set(report.project, known);
  return known;
}

const byId = (drawings: readonly SiteDrawing[], id: string): SiteDrawing =>
  drawings.find((drawing) => drawing.id === id)!;

function allClusters(clusters: readonly SiteCluster[]): SiteCluster[] {
  return clusters.flatMap((cluster) => [cluster, ...allClusters(cluster.clusters)]);
}

function within(inner: Box, outer: Box): boolean {
  const slack = 1;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

describe("the levels of a diagram", () => {
  test("a small model is drawn as a whole, with every path and boundary to look into", async () => {
    const drawings = await drawingsOf(sampleReport());
    expect(drawings.map(({ id, parent }) => [id, parent])).toEqual([
      [".all", null],
      ["web_shop", ".all"],
      ["web_shop:checkout", "web_shop"],
      ["+cardholder_data", ".all"],
    ]);
    const [all, shop] = drawings as [SiteDrawing, SiteDrawing];
    expect(all.nodes).toHaveLength(8);
    expect(all.about).toBeNull();
    expect(all.nodes.find(({ id }) => id === "web_shop:checkout")!.opens).toBe("web_shop:checkout");
    expect(allClusters(all.clusters).map(({ id, opens }) => [id, opens])).toEqual([
      ["back_office", null],
      ["web_shop", "web_shop"],
      ["+cardholder_data", "+cardholder_data"],
      ["web_shop:checkout", "web_shop:checkout"],
    ]);
    expect(allClusters(shop.clusters).find(({ id }) => id === "web_shop")!.opens).toBeNull();
  });

  test("what is inside a path is drawn with its neighbours only", async () => {
    const drawings = await drawingsOf(sampleReport());
    const checkout = byId(drawings, "web_shop:checkout");
    expect(checkout.about).toEqual(["web_shop:checkout", "web_shop:checkout:receipts"]);
    expect(checkout.nodes.map(({ id }) => id)).toEqual([
      "card_network",
      "shopper",
      "web_shop:checkout",
      "web_shop:checkout:receipts",
      "web_shop:orders_db",
    ]);
    const ends = checkout.edges.flatMap(({ from, to }) => [[from, to].some((end) => checkout.about!.includes(end))]);
    expect(ends).not.toContain(false);
  });

  test.each([20, 100, 500])("%i components give drawings that can be read and reached", async (size) => {
    const drawings = await drawingsOf(largeReport(size));
    const [top] = drawings as [SiteDrawing];
    expect(top.id).toBe(size <= 60 ? ".all" : ".system");
    const ids = new Set(drawings.map(({ id }) => id));
    expect(ids.size).toBe(drawings.length);
    const members = top.nodes.flatMap(({ components }) => components);
    expect(new Set(members).size).toBe(size);
    expect(members).toHaveLength(size);
    const alone = new Set(
      drawings.flatMap(({ nodes }) => nodes.filter(({ parts }) => parts === 1).flatMap(({ components }) => components)),
    );
    expect(alone.size).toBe(size);
    for (const drawing of drawings) {
      expect(drawing.nodes.length).toBeLessThanOrEqual(60);
      expect(drawing.edges.length).toBeLessThanOrEqual(120);
      expect(drawing.parent === null || ids.has(drawing.parent)).toBe(true);
      for (const { opens } of drawing.nodes) expect(opens === null || ids.has(opens)).toBe(true);
    }
  });

  test("what all paths share is not drawn", async () => {
    const components = Array.from({ length: 70 }, (_, at) => component(`App:Room ${at % 7}:Part ${at}`));
    const drawings = await siteDrawings(reportOf({ components }), {});
    expect(drawings[0]!.nodes).toHaveLength(7);
    expect(drawings[0]!.nodes.every(({ opens, parts }) => opens !== null && parts === 10)).toBe(true);
    expect(drawings.map(({ id }) => id)).not.toContain("app");
    expect(drawings[0]!.notes).toEqual(["70 components are drawn as 7 nodes to stay readable."]);
  });

  test("nothing is drawn of nothing", async () => {
    expect(await siteDrawings(emptyReport(), {})).toEqual([]);
  });
});

describe("places", () => {
  test("nodes lie in their borders, borders in the drawing, and arrows end at their nodes", async () => {
    for (const drawing of await drawingsOf(sampleReport())) {
      const { nodes, clusters, width, height } = drawing;
      const whole = { x: 0, y: 0, width, height };
      const boxes = new Map(nodes.map((node) => [node.id, node]));
      for (const cluster of allClusters(clusters)) {
        expect(within(cluster, whole)).toBe(true);
        for (const id of cluster.nodes) expect(within(boxes.get(id)!, cluster)).toBe(true);
      }
      for (const node of nodes) expect(within(node, whole)).toBe(true);
      for (const { to, tip, points, label } of drawing.edges) {
        const box = boxes.get(to)!;
        const around = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
        expect(within({ ...tip, width: 0, height: 0 }, around)).toBe(true);
        expect(points.length % 3).toBe(1);
        expect(label === null || within({ ...label, width: 0, height: 0 }, whole)).toBe(true);
      }
    }
  });

  test("flows that join the same nodes keep their own arrows and know what is behind them", async () => {
    const components = [component("A:X"), component("A:Y")];
    const flows = [
      flow("a:x", "a:y", "one"),
      flow("a:x", "a:y", "both ways", { bidirectional: true }),
      flow("a:y", "a:x", "back"),
    ];
    const seen: ObservedFlow = {
      id: "seen",
      from: "a:x",
      to: "a:y",
      calls: 3,
      evidence: { steps: [], confidence: "high", reason: "" },
      crosses: [],
      declared: [flows[0]!.id],
    };
    const report = reportOf({ components, flows });
    const observed = { flows: [seen], unseen: [], bypasses: [], functions: { found: 0, owned: 0 }, owners: [] };
    const [all] = await siteDrawings({ ...report, observed }, {});
    expect(
      all!.edges.map(({ from, to, bidirectional, flowIds, seen }) => [from, to, bidirectional, flowIds, seen]),
    ).toEqual([
      ["a:x", "a:y", false, [flows[0]!.id, "seen"], "both"],
      ["a:x", "a:y", true, [flows[1]!.id], "declared"],
      ["a:y", "a:x", false, [flows[2]!.id], "declared"],
    ]);
    expect(all!.edges.map(({ tail }) => tail !== null)).toEqual([false, true, false]);
    expect(new Set(all!.edges.map(({ id }) => id)).size).toBe(3);
  });

  test("the same report gives the same drawings", async () => {
    expect(await siteDrawings(sampleReport(), {})).toEqual(await drawingsOf(sampleReport()));
  });

  test.each([
    ["markup", "<b>x</b>"],
    ["a trailing backslash", "C:\\"],
    ["quotes", '"; x -> y; "'],
    ["controls and directions", "a\u0000b\u001b[31m\u202ec"],
    ["characters that are none", "\ufffe\ud800"],
    ["a script's end", "</script><script>alert(1)</script>"],
    ["words of the graph", "drawing"],
  ])("%s in names and labels have a place and stay what they are", async (_, name) => {
    const hostile = { ...component("Drawing:Hostile"), name: `Drawing:${name}`, segments: ["Drawing", name] };
    const components = [hostile, component("Drawing:Target"), component("Graph:Node")];
    const flows = [
      { ...flow("drawing:hostile", "drawing:target", name), id: "f" },
      flow("drawing:target", "graph:node", null),
    ];
    const [all] = await siteDrawings({ ...reportOf({ components, flows }), project: name }, {});
    expect(all!.nodes).toHaveLength(3);
    expect(all!.edges).toHaveLength(2);
    expect(all!.clusters.map(({ id }) => id)).toEqual(["drawing", "graph"]);
    expect(within(all!.nodes[0]!, all!.clusters[0]!)).toBe(true);
    expect(JSON.stringify(all)).not.toMatch(/\\u0000|\\u001b|\u202e|\ufffe/);
  });
});

describe("layouts that take too long", () => {
  const draw = async (dot: string, format: LayoutFormat = "svg"): Promise<string> =>
    (await Graphviz.load()).layout(dot, format, "dot");

  test("lead to smaller drawings", async () => {
    let calls = 0;
    const [top] = await siteDrawings(largeReport(58), {
      layout: async (dot, format) => (calls++ === 0 ? null : draw(dot, format)),
    });
    expect(top!.nodes.length).toBeLessThan(58);
    expect(top!.id).toBe(".system");
    expect(top!.notes).toEqual([`58 components are drawn as ${top!.nodes.length} nodes to stay readable.`]);
  });

  test("leave out a drawing, and the topmost one says so", async () => {
    const drawings = await siteDrawings(sampleReport(), {
      layout: async (dot, format) => (dot.includes("catalogue") ? draw(dot, format) : null),
    });
    expect(drawings.map(({ id }) => id)).toEqual([".all", "web_shop", "+cardholder_data"]);
    expect(drawings[0]!.notes).toEqual(["No layout was found in time for what is inside Web Shop:Checkout."]);
    expect(byId(drawings, "web_shop").nodes.every(({ opens }) => opens === null)).toBe(true);
  });

  test("leave nothing where none answers, and each is given less time than all together have", async () => {
    const limits: number[] = [];
    const drawings = await siteDrawings(largeReport(100), {
      layout: (_, __, limitMs) => {
        limits.push(limitMs ?? Infinity);
        return Promise.resolve(null);
      },
    });
    expect(drawings).toEqual([]);
    expect(Math.max(...limits)).toBeLessThanOrEqual(20_000);
  });
});

test("a component keeps its pairs' standing at every level", async () => {
  const components = [component("A:X"), component("A:X:Y"), component("B:Z"), component("B:W")];
  const report = reportOf({ components, pairs: [pair("a:x:y", "t", "exposed")], flows: [flow("b:z", "a:x:y", null)] });
  const drawings = await siteDrawings(report, {});
  const statuses = drawings.map(({ id, nodes }) => [id, nodes.map((node) => [node.id, node.status, node.parts])]);
  expect(statuses).toContainEqual([
    "b",
    [
      ["a", "exposed", 2],
      ["b:w", "none", 1],
      ["b:z", "none", 1],
    ],
  ]);
});
