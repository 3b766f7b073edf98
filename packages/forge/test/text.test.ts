import { describe, expect, test } from "@jest/globals";
import { hasMarker, keepComment, linkAt, markerOf, withMarker } from "@threatloom/forge";
import fc from "fast-check";
import { fakeGithub } from "./support/github.js";
import { fakeGitlab } from "./support/gitlab.js";

describe("the marker", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("-->", "<!--", "x\n-->", "", "é", "日本"),
  );

  test("is one HTML comment on one line, whatever the key holds", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(markerOf(name)).toMatch(/^<!-- threatloom comment [a-z0-9_]{0,40} [0-9a-f]{16} -->$/);
      }),
    );
  });

  test("is found in front of any text, and that of no other key is", () => {
    fc.assert(
      fc.property(names, names, fc.string(), (name, other, text) => {
        expect(hasMarker(withMarker(text, name), name)).toBe(true);
        expect(hasMarker(withMarker(text, name), other)).toBe(name === other);
        expect(withMarker(text, name).endsWith(`\n${text}`)).toBe(true);
      }),
    );
    for (const [a, b] of [
      ["My Shop", "my-shop"],
      ["é", "e"],
      ["", " "],
      ["x".repeat(50), "x".repeat(51)],
    ] as const) {
      expect(markerOf(a)).not.toBe(markerOf(b));
    }
  });

  test("counts on the first line alone", () => {
    const marker = markerOf("shop");
    for (const body of [marker, `${marker}\n`, `${marker}\r\nx`]) expect(hasMarker(body, "shop")).toBe(true);
    for (const body of [`x\n${marker}`, ` ${marker}`, `${marker}x`, `${marker} \nx`, ""]) {
      expect(hasMarker(body, "shop")).toBe(false);
    }
  });
});

describe.each([
  ["GitHub", () => fakeGithub(), 65_535],
  ["GitLab", () => fakeGitlab(), 1_000_000],
] as const)("%s: a body that is too long", (_, start, most) => {
  const NOTE = "\n\n_The rest is cut: the comment would be longer than the forge takes._\n";

  async function posted(body: string): Promise<string> {
    const forge = await start();
    expect((await keepComment(forge.target, body, { key: "shop", token: forge.token })).status).toBe("created");
    expect((await keepComment(forge.target, body, { key: "shop", token: forge.token })).status).toBe("unchanged");
    await forge.close();
    return forge.comments[0]!.body;
  }
  const room = most - markerOf("shop").length - 1;

  test("is left alone up to the limit", async () => {
    expect(await posted("x".repeat(room))).toBe(withMarker("x".repeat(room), "shop"));
  });

  test("is cut at a line end", async () => {
    const line = `| ${"\u{1f9f5}".repeat(20)} |\n`;
    const body = await posted(line.repeat(Math.ceil(most / line.length) + 5));
    expect(body.length).toBeLessThanOrEqual(most);
    expect(body.length).toBeGreaterThan(most - 200);
    const kept = body.slice(markerOf("shop").length + 1, -NOTE.length);
    expect([body.endsWith(NOTE), kept.length % line.length]).toEqual([true, line.length - 1]);
  });

  test("is not cut inside a code block", async () => {
    const body = await posted(`before\n\`\`\`\`mermaid\n${"```\na --> b\n".repeat(most / 10)}\`\`\`\`\nafter\n`);
    expect(body).toBe(withMarker(`before${NOTE}`, "shop"));
  });

  test("is cut inside a code block where there is nothing before it", async () => {
    const body = await posted(`~~~\n${"a --> b\n".repeat(most / 8)}~~~\n`);
    expect(body.endsWith(`\na --> b${NOTE}`)).toBe(true);
    expect(body.length).toBeGreaterThan(most - 200);
  });

  test.each(["", "x"])("is never cut inside a character (%j in front)", async (front) => {
    const body = await posted(front + "\u{1f9f5}".repeat(most));
    expect(body.length).toBeLessThanOrEqual(most);
    expect(body.slice(0, -NOTE.length).endsWith("\u{1f9f5}")).toBe(true);
    expect(/\p{Cs}/u.test(body)).toBe(false);
  });
});

describe("links", () => {
  const SHA = "0123456789abcdef0123456789abcdef01234567";
  const github = { forge: "github" as const, webUrl: "https://github.com", repository: "acme/shop" };
  const gitlab = { forge: "gitlab" as const, webUrl: "https://code.example/lab/", repository: "acme/team/shop" };

  test("lead to a line, to lines, to a file", () => {
    const on = (line?: number | null, end?: number | null) => linkAt(github, SHA, "src/cart.ts", line, end);
    const file = `https://github.com/acme/shop/blob/${SHA}/src/cart.ts`;
    expect([on(3), on(3, 5), on(3, 3), on(5, 3), on(3, null)]).toEqual(
      ["#L3", "#L3-L5", "#L3", "#L5", "#L3"].map((end) => file + end),
    );
    expect([on(), on(null), on(0), on(-1), on(1.5), on(NaN), on(null, 7)]).toEqual(Array(7).fill(file));
    expect(linkAt(gitlab, SHA, "src/cart.ts", 3, 5)).toBe(
      `https://code.example/lab/acme/team/shop/-/blob/${SHA}/src/cart.ts#L3-5`,
    );
    expect(linkAt(github, "f".repeat(64), "x")).toContain("f".repeat(64));
  });

  test("strange file names stay in their place", () => {
    expect(linkAt(github, SHA, "a b/c#d?e%2F/(f)[g]'\"<h>\\*_`~!/\u{1f9f5}\ud800", 1)).toBe(
      `https://github.com/acme/shop/blob/${SHA}/a%20b/c%23d%3Fe%252F/%28f%29%5Bg%5D%27%22%3Ch%3E%5C%2A_%60~%21/%F0%9F%A7%B5%EF%BF%BD#L1`,
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        const link = linkAt(github, SHA, name, 1);
        if (name.split("/").some((part) => ["", ".", ".."].includes(part))) {
          expect(link).toBeNull();
          return;
        }
        expect(link).toMatch(/^https:\/\/github\.com\/acme\/shop\/blob\/[0-9a-f]{40}\/[A-Za-z0-9.%/_~-]+#L1$/);
        const path = new URL(link!).pathname.slice(`/acme/shop/blob/${SHA}/`.length);
        expect(decodeURIComponent(path)).toBe(name.replace(/\p{Cs}/gu, "\ufffd"));
      }),
    );
  });

  test.each(["../x", "a/../b", "/etc/passwd", "a//b", "", ".", "a/."])("%j is no file of the tree", (file) => {
    expect(linkAt(github, SHA, file, 1)).toBeNull();
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "file:///x", "//x", "", "https://me@x", "ftp://x"])(
    "%j is no forge",
    (webUrl) => {
      expect(linkAt({ ...github, webUrl }, SHA, "x", 1)).toBeNull();
    },
  );

  test.each(["main", SHA.slice(1), `${SHA}/../x`, SHA.toUpperCase(), ""])("%j is no commit", (commit) => {
    expect(linkAt(github, commit, "x", 1)).toBeNull();
  });

  test("a repository that is none has no links", () => {
    expect(linkAt({ ...github, repository: "acme/shop)[x](y" }, SHA, "x", 1)).toBeNull();
  });
});
