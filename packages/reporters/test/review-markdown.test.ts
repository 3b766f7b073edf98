import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderDiff, type DiffOptions } from "@threatloom/reporters";
import { oneLine } from "../src/escape.js";
import { FORGE_PATTERNS, quickActions, rendered } from "./review-html.js";
import { badNews, goodNews, hostileNews, hostileTexts, noNews } from "./sample-diffs.js";

const ours = "https://forge.example/";
const options: DiffOptions = {
  link: (side, { file, line }) => `${ours}${side}/${file}#L${line}`,
  artifact: `${ours}runs/7`,
  title: hostileTexts[3]!,
};
const allowed = "p strong h3 h4 table thead tbody tr th td ul li a code pre br sub details summary span".split(" ");
/** As it is read: joiners have no width, and the elements around dollars break no line. */
const joined = (text: string): string => text.replaceAll("\u2060", "").replace(/\n\$\n/g, "$");

const fragments = fc.array(
  fc.oneof(
    fc.constantFrom(...hostileTexts),
    fc.constantFrom(
      "@",
      "#",
      "1",
      "`",
      "|",
      "[",
      "]",
      "(",
      ")",
      "<",
      "!",
      "*",
      "_",
      "$",
      "~",
      ":",
      "/",
      " ",
      "\n",
      "a",
      "&",
      "%",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  ),
  { minLength: 1, maxLength: 6 },
);
const texts = fc.array(
  fragments.map((parts) => parts.join("")),
  { minLength: 1, maxLength: 30 },
);

// @tests #markup-escaping for #reporters
describe("text of strangers in a comment", () => {
  const inert = async (report: Parameters<typeof renderDiff>[0]): Promise<void> => {
    const markdown = await renderDiff(report, "markdown", options);
    const { tags, prose } = rendered(markdown);
    expect(tags.map((tag) => tag.name).filter((name) => !allowed.includes(name))).toEqual([]);
    for (const { name, attributes } of tags) {
      if (name === "a") expect(attributes).toMatch(/^href="https:\/\/forge\.example\/[^"]*"$/);
      else expect(["", 'class="language-mermaid"', "open"]).toContain(attributes);
    }
    for (const [name, pattern] of Object.entries(FORGE_PATTERNS))
      expect([name, pattern.exec(prose)?.[0]]).toEqual([name, undefined]);
    expect(quickActions(markdown)).toEqual([]);
    expect(markdown).not.toContain("<!--");
  };
  test("in every field opens nothing: no element, link, picture, mention, reference, emoji or command", async () => {
    await inert(hostileNews(hostileTexts.length, hostileTexts));
    for (const text of hostileTexts) await inert(hostileNews(6, [text]));
  });
  test("of any shape opens nothing", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (some) => {
        await inert(hostileNews(8, some));
      }),
      { numRuns: 60 },
    );
  });
  test.each(hostileTexts)("is still there to be read: %j", async (text) => {
    const { prose, code } = rendered(await renderDiff(hostileNews(6, [text]), "markdown", options));
    expect(joined(prose)).toContain(oneLine(text).slice(0, 79));
    expect(joined(prose + code)).toContain(oneLine(text).slice(0, 79));
  });
});

describe("limits", () => {
  const sound = (markdown: string, limit: number): void => {
    expect(markdown.length).toBeLessThanOrEqual(limit);
    expect(markdown).not.toMatch(/\p{Cs}/u);
    const lines = markdown.split("\n");
    expect(lines.filter((line) => line.startsWith("```")).length % 2).toBe(0);
    expect(lines.filter((line) => line.startsWith("<details")).length).toBe(
      lines.filter((line) => line === "</details>").length,
    );
    for (const [at, line] of lines.entries()) {
      if (!line.startsWith("|") || lines[at - 1]?.startsWith("|") === true) continue;
      const columns = line.split("|").length;
      for (let row = at; lines[row]?.startsWith("|") === true; row++)
        expect(lines[row]!.split("|")).toHaveLength(columns);
    }
  };
  test("hold for any large report, whatever the limit", async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 8000, max: 65_000 }),
        async (some, count, limit) => {
          sound(await renderDiff(hostileNews(count, some), "markdown", { ...options, limit }), limit);
        },
      ),
      { numRuns: 40 },
    );
  });
  test("hold without options, for texts that are long, wide or invisible", async () => {
    for (const unit of ["x", "|", "@", "\u202e", "👩‍👩‍👧", "\ud83d", "漢", "a b "]) {
      sound(await renderDiff(hostileNews(100, [unit.repeat(4000)]), "markdown"), 64_000);
    }
  });
  test("shorten the least important first, count what is hidden and say where it is", async () => {
    const markdown = await renderDiff(hostileNews(100, ["words"]), "markdown", { ...options, limit: 20_000 });
    const rows = (heading: string): number => {
      const [, part = ""] = markdown.split(heading);
      return (
        part
          .split(/\n#### |\n<\/details>/)[0]!
          .split("\n")
          .filter((line) => line.startsWith("| ")).length - 2
      );
    };
    expect(rows("#### Threats that stand differently")).toBe(100);
    expect(rows("<details><summary>Other changes")).toBe(5);
    expect(markdown).toMatch(/… and \d+ more\. See \[the full report\]\(https:\/\/forge\.example\/runs\/7\)\./);
  });
  test("keep the verdict and the end even where there is room for nothing else", async () => {
    const markdown = await renderDiff(hostileNews(300), "markdown", { ...options, limit: 1 });
    expect(markdown).toMatch(/\*\*This change opens 300 threats/);
    expect(markdown.length).toBeLessThanOrEqual(8000);
    expect(markdown.trimEnd().endsWith("</sub>")).toBe(true);
  });
});

describe("the comment", () => {
  test.each<[string, Parameters<typeof renderDiff>[0], string]>([
    ["good news", goodNews(), "🟢 **This change closes 2 threats and strengthens 1 threat.**"],
    [
      "bad news",
      badNews(),
      "🔴 **This change opens 1 threat, drops 1 answered threat, removes 1 mitigation and breaks 1 annotation.**",
    ],
    ["no news", noNews(), "⚪ **This change does not touch the threat model.**"],
  ])("opens with the verdict: %s", async (_, report, start) => {
    expect((await renderDiff(report, "markdown")).startsWith(start)).toBe(true);
  });
  test("tells what to look at in the order of its weight", async () => {
    const markdown = await renderDiff(badNews(), "markdown");
    const order = [
      "#### Threats",
      "#### New exp",
      "#### Mitigations lost",
      "#### Code",
      "#### Newly",
      "#### Diag",
      "#### Cov",
      "```mermaid",
      "Other changes",
    ];
    const places = order.map((part) => markdown.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
  test("links each place on its own side, and only to the web", async () => {
    const markdown = await renderDiff(badNews(), "markdown", options);
    expect(markdown).toContain(`](${ours}after/src/vouchers.ts#L8)`);
    expect(markdown).toContain(`](${ours}before/src/checkout.ts#L40)`);
    expect(await renderDiff(badNews(), "markdown", { link: () => "javascript:alert(1)" })).not.toContain("](");
    expect(await renderDiff(badNews(), "markdown", { link: () => null })).not.toContain("](");
    expect(
      await renderDiff(badNews(), "markdown", { link: () => "https://x.example/a) [b](c|d)&copy;\ud83d" }),
    ).toContain("](https://x.example/a%29%20%5Bb%5D%28c%7Cd%29&amp;copy;%EF%BF%BD)");
  });
  test("has a heading where one is wanted", async () => {
    expect(await renderDiff(noNews(), "markdown", { title: "Threat model @all" })).toMatch(
      /^### Threat model &#64;\u2060all\n\n⚪/,
    );
  });
});
