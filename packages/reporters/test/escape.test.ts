import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Marked } from "marked";
import {
  codeSpan,
  escapeDot,
  escapeDotHtml,
  escapeHtml,
  escapeMarkdown,
  escapeMermaid,
  escapeTerminal,
  oneLine,
  visible,
} from "../src/escape.js";

/** Strings rich in what is special somewhere. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<b>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;",
        "&#60;",
        "`",
        "``",
        "**",
        "__",
        "_",
        "[a](b)",
        "![a](b)",
        "|",
        "\\",
        "@user",
        "#12",
        "https://evil.example",
        "www.evil.example",
        "me@evil.example",
        "<https://evil.example>",
        "- ",
        "1. ",
        "> ",
        "# ",
        "\u001b[31m",
        "\u009b31m",
        "\u202e",
        "\u2066",
        "\n",
        "\r",
        "\t",
        "\u2028",
        '"',
        "'",
        "%%{init}%%",
        ";",
        "end",
        "\\N",
        "~~",
        "$x$",
        "{",
        "}",
        "=",
        "--",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const runs = { numRuns: 600 };
const marked = new Marked({ gfm: true });
/** Without the elements that keep dollars apart. */
const tagsOf = (html: string): string[] =>
  [...html.replaceAll(/<span>(?:&#36;|\$)<\/span>/g, "$").matchAll(/<([a-z/!][^\s>]*)/gi)].map((match) =>
    match[1]!.toLowerCase(),
  );

describe("terminal", () => {
  test("holds no control, override or lone surrogate, whatever goes in", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeTerminal(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u,
        );
      }),
      runs,
    );
  });
  test("spells out what it takes away and keeps letters of all scripts", () => {
    expect(escapeTerminal("a\u001b[31mb\u202ec")).toBe("a\\x1b[31mb\\u{202e}c");
    expect(escapeTerminal("žluťoučký 漢字 عربي 👍🏽 मिशन")).toBe("žluťoučký 漢字 عربي 👍🏽 मिशन");
    expect(visible("a\nb\tc\u0000")).toBe("a\\nb\\tc\\x00");
    expect(oneLine("  a \r\n b  ")).toBe("a b");
  });
});

describe("html", () => {
  test("never opens a tag, an entity or an attribute", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        expect(html).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
      runs,
    );
  });
  test("reads back as the visible text", () => {
    const decode = (html: string): string =>
      html.replace(
        /&(amp|lt|gt|quot|#39);/g,
        (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name]!,
      );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(decode(escapeHtml(text))).toBe(visible(text));
      }),
      runs,
    );
  });
});

// @tests #markup-escaping for #reporters
describe("markdown", () => {
  const wrappings: readonly [string, (text: string) => string, readonly string[]][] = [
    ["a paragraph", (text) => `x ${escapeMarkdown(text)} y`, ["p", "/p"]],
    ["a paragraph of its own", (text) => escapeMarkdown(text), ["p", "/p"]],
    ["a list item", (text) => `- ${escapeMarkdown(text)}`, ["ul", "/ul", "li", "/li"]],
    ["a heading", (text) => `# ${escapeMarkdown(text)}`, ["h1", "/h1"]],
    ["strong text", (text) => `x **${escapeMarkdown(text)}** y`, ["p", "/p", "strong", "/strong"]],
    [
      "a table",
      (text) => `| a | b |\n| --- | --- |\n| ${escapeMarkdown(text)} | ${codeSpan(text)} |`,
      ["table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td", "/td", "code", "/code"],
    ],
    ["code", (text) => `x ${codeSpan(text)} y`, ["p", "/p", "code", "/code"]],
  ];
  test.each(wrappings)("in %s nothing becomes an element", (_, wrap, allowed) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = marked.parse(wrap(text), { async: false });
        expect(tagsOf(html).filter((tag) => !allowed.includes(tag))).toEqual([]);
      }),
      runs,
    );
  });
  test("a table keeps its number of cells", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = marked.parse(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(text)} | ${codeSpan(text)} |`, {
          async: false,
        });
        expect(html.split("<td>")).toHaveLength(3);
      }),
      runs,
    );
  });
  test("neither mention nor issue number survives rendering", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = marked.parse(`x ${escapeMarkdown(text)}`, { async: false });
        expect(
          html.replace(/&#?\w+;/g, (entity) => (entity === "&#64;" ? "@" : entity === "&#35;" ? "#" : " ")),
        ).not.toMatch(/[@#][A-Za-z0-9]/);
      }),
      runs,
    );
  });
  test.each([
    ["owner/repo#1, GH-12", "owner/repo&#35;\u20601, GH\u2060-12"],
    ["deadbeefcafe", "deadbe\u2060efcafe"],
    ["!12 &3 ~bug %4", "&#33;\u206012 &amp;\u20603 &#126;\u2060bug %\u20604"],
    ["[[wiki]]", "&#91;\u2060&#91;\u2060wiki&#93;&#93;"],
    [":tada: App:lock:Login", ":\u2060tada: App:\u2060lock:Login"],
    ["$x$", "<span>&#36;</span>\u2060x<span>&#36;</span>\u2060"],
    ["/close", "&#47;close"],
    ["R&D is 50 % done!", "R&amp;\u2060D is 50 % done&#33;"],
  ])("%s is no reference, emoji, formula or command", (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });
  test("code that could end a comment or a table cell is plain text", () => {
    for (const text of ["a-->b", "<!-- a", "a|b", "a`b", "a\\b"]) expect(codeSpan(text)).not.toContain("`");
  });
  test("joiners stay where scripts and emoji need them, and are told where they hide", () => {
    expect(visible("👩\u200d💻 नि\u200cम")).toBe("👩\u200d💻 नि\u200cम");
    expect(visible("ad\u200dmin\u3164")).toBe("ad\\u{200d}min\\u{3164}");
  });
  test("reads well where nothing is special", () => {
    expect(escapeMarkdown("path_containment (see docs), 50 % done: ok")).toBe(
      "path_containment (see docs), 50 % done: ok",
    );
    expect(codeSpan("src/a b.ts:12")).toBe("`src/a b.ts:12`");
    expect(escapeMarkdown("@octocat")).toBe("&#64;\u2060octocat");
  });
});

describe("dot and mermaid", () => {
  test("dot leaves no odd backslash, no whole-label markup and no newline", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const label = escapeDot(text);
        expect(label.replaceAll("\\\\", "")).not.toContain("\\");
        expect(label).not.toMatch(/^</);
        expect(label).not.toMatch(/[\n\r]/);
        expect(escapeDotHtml(text)).not.toMatch(/[<>"]|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
      runs,
    );
    expect(escapeDot("<b>x</b>")).toBe("&lt;b>x</b>");
    expect(escapeDot("C:\\")).toBe("C:\\\\");
  });
  test("mermaid labels hold no syntax outside of entity codes", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeMermaid(text).replace(/#[0-9]+;/g, "")).toMatch(/^[\p{L}\p{M}\p{N} .,/()_·✓…‖›→↔-]*$/u);
      }),
      runs,
    );
    expect(escapeMermaid('1. "a"')).toBe("1#46; #34;a#34;");
  });
});

// A quadratic step would keep these busy for hours.
test("every escape ends on long runs of what it looks for", () => {
  for (const unit of ["_", " ", "&", "<", "`", "@", ":", "www.", "\\", "\u202e", "a_", "1.", "&#"]) {
    const long = unit.repeat(400_000);
    for (const escape of [
      escapeDot,
      escapeDotHtml,
      escapeHtml,
      escapeMarkdown,
      escapeMermaid,
      escapeTerminal,
      codeSpan,
    ])
      expect(escape(long)).toEqual(expect.any(String));
  }
});
