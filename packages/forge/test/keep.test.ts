import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { keepComment, markerOf, withMarker } from "@threatloom/forge";
import fc from "fast-check";
import type { FakeForge } from "./support/forge.js";
import { fakeGithub } from "./support/github.js";
import { fakeGitlab } from "./support/gitlab.js";

const forges = [
  ["GitHub, a person's token", () => fakeGithub()],
  ["GitHub, a workflow's token", () => fakeGithub({ kind: "app" })],
  ["GitHub, the token of an app of one's own", () => fakeGithub({ kind: "app", me: "loom[bot]" })],
  ["GitHub, an own server without GraphQL", () => fakeGithub({ kind: "app", viewer: false, root: "/api/v3" })],
  ["GitHub, an own server", () => fakeGithub({ kind: "app", me: "loom[bot]", root: "/api/v3" })],
  ["GitLab", () => fakeGitlab()],
  ["GitLab, below a folder of its host", () => fakeGitlab("/own")],
] as const;

describe.each(forges)("%s", (_, start) => {
  let forge: FakeForge;
  beforeEach(async () => {
    forge = await start();
  });
  afterEach(() => forge.close());

  const keep = (body: string | null, key = "shop") => keepComment(forge.target, body, { key, token: forge.token });
  const stands = (author: string, body: string) => ({ author, body });
  const shown = () => forge.comments.map(({ author, body }) => stands(author, body));
  const mine = (text: string) => stands(forge.me, withMarker(text, "shop"));

  test("nothing to say where nothing was said writes nothing", async () => {
    forge.says("ada", "looks good");
    expect(await keep(null)).toEqual({ status: "nothing" });
    expect([forge.writes(), forge.arrived.length]).toEqual([[], 1]);
  });

  test("creates, leaves alone, updates, removes", async () => {
    forge.says("ada", "first!");
    const created = await keep("one exposure");
    expect(created).toMatchObject({ status: "created", removed: 0 });
    expect(shown()).toEqual([stands("ada", "first!"), mine("one exposure")]);
    const { url } = created as { url: string };
    expect(url).toMatch(/^https:\/\/git(hub|lab)\.example\/acme\/.*7#(issuecomment-|note_)1002$/);
    const before = forge.writes().length;
    expect(await keep("one exposure")).toEqual({ status: "unchanged", url, removed: 0 });
    expect(forge.writes().slice(before).filter(isWrite)).toEqual([]);
    expect(await keep("two exposures")).toEqual({ status: "updated", url, removed: 0 });
    expect(shown()).toEqual([stands("ada", "first!"), mine("two exposures")]);
    expect(await keep(null)).toEqual({ status: "removed", removed: 1 });
    expect(shown()).toEqual([stands("ada", "first!")]);
  });

  test("finds its comment on the third page of three", async () => {
    for (let i = 0; i < 230; i++) forge.says("ada", `comment ${i}`);
    forge.says(forge.me, withMarker("old", "shop"));
    for (let i = 0; i < 19; i++) forge.says("bob", `comment ${i}`);
    expect(await keep("new")).toMatchObject({ status: "updated" });
    expect(forge.comments.length).toBe(250);
    expect(shown()[230]).toEqual(mine("new"));
    expect(forge.arrived.filter((asked) => asked.query.get("per_page") === "100").length).toBe(3);
  });

  test("a stranger's copy of the marker is neither touched nor taken for ours", async () => {
    const copy = stands("mallory", withMarker("all is well", "shop"));
    forge.says(copy.author, copy.body);
    expect(await keep("one exposure")).toMatchObject({ status: "created" });
    forge.says(copy.author, copy.body);
    expect(await keep("two exposures")).toMatchObject({ status: "updated" });
    expect(shown()).toEqual([copy, mine("two exposures"), copy]);
    expect(await keep(null)).toEqual({ status: "removed", removed: 1 });
    expect(shown()).toEqual([copy, copy]);
  });

  test("a comment of ours that only quotes the marker is no comment of this key", async () => {
    const quotations = [`> ${markerOf("shop")}`, `see ${markerOf("shop")}`, `${markerOf("shop")} and more`, ""];
    for (const body of quotations) forge.says(forge.me, body);
    forge.says("", withMarker("by nobody any more", "shop"));
    expect(await keep(null)).toEqual({ status: "nothing" });
    expect(await keep("text")).toMatchObject({ status: "created" });
    expect(forge.comments.length).toBe(6);
  });

  test("of several the first is kept and the others go", async () => {
    for (const text of ["a", "b", "c"]) forge.says(forge.me, withMarker(text, "shop"));
    expect(await keep("a")).toMatchObject({ status: "unchanged", removed: 2 });
    expect(shown()).toEqual([mine("a")]);
    forge.says(forge.me, withMarker("d", "shop"));
    expect(await keep(null)).toEqual({ status: "removed", removed: 2 });
  });

  test("two runs at once leave one comment", async () => {
    await Promise.all([keep("by one run"), keep("by another"), keep("by a third")]);
    const left = forge.comments.filter((comment) => comment.author === forge.me);
    expect(left.length).toBe(1);
  });

  test("a comment that somebody removed meanwhile is created anew", async () => {
    const meanwhile = () => void (forge.comments.length = 0);
    const gone = { status: 404, body: { message: "Not Found" }, meanwhile };
    forge.says(forge.me, withMarker("old", "shop"));
    forge.plan({ ...gone, method: forge.target.forge === "github" ? "PATCH" : "PUT" });
    expect(await keep("new")).toMatchObject({ status: "created", removed: 0 });
    expect(shown()).toEqual([mine("new")]);
    forge.plan({ ...gone, method: "DELETE" });
    expect(await keep(null)).toMatchObject({ status: "removed" });
  });

  test("two keys keep two comments", async () => {
    await keep("of the shop", "shop");
    await keep("of the yard", "Shop");
    expect(shown()).toEqual([mine("of the shop"), stands(forge.me, withMarker("of the yard", "Shop"))]);
    await keep(null, "shop");
    expect(shown()).toEqual([stands(forge.me, withMarker("of the yard", "Shop"))]);
  });

  test("bodies arrive byte for byte", async () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...BODIES),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        forge.comments.length = 0;
        expect((await keep(body)).status).toBe("created");
        expect(shown()).toEqual([mine(body)]);
        expect((await keep(body)).status).toBe("unchanged");
      }),
      { numRuns: 25, examples: BODIES.map((body): [string] => [body]) },
    );
  });

  test("line ends the forge rewrote are no reason to write again", async () => {
    forge.says(forge.me, withMarker("one\n\ntwo\n", "shop").replaceAll("\n", "\r\n").trimEnd());
    expect(await keep("one\n\ntwo\n")).toMatchObject({ status: "unchanged" });
  });

  test("an author who is named is not asked for", async () => {
    forge.says("loom", withMarker("old", "shop"));
    const options = { key: "shop", token: ` ${forge.token}\n`, author: "Loom" };
    expect(await keepComment(forge.target, "new", options)).toMatchObject({ status: "updated" });
    expect(forge.arrived.some((asked) => /\/(?:user|graphql)$/.test(asked.path))).toBe(false);
  });
});

const isWrite = (line: string) => !line.endsWith("/graphql");

const BODIES = [
  "",
  "\u0000\u0001\u001b[31m\u007f\u0085\u2028\u2029",
  '<script>alert(1)</script> --> <!-- "quoted" \\ \\" \\u0041',
  "```mermaid\ngraph TD\n```\n| a | b |\n",
  '9007199254740993 "9007199254740993" : 9007199254740993, "123n" {"id":12345678901234567890}',
  "\u{1f9f5}".repeat(5000),
  `"${'\\"n'.repeat(10_000)}`,
  "__proto__ %00 %2e%2e/ $& $1 ${x} {{x}}",
];

test("system notes of GitLab are nobody's comment", async () => {
  const forge = await fakeGitlab();
  forge.says("system", withMarker("mentioned", "shop"));
  const options = { key: "shop", token: forge.token, author: "system" };
  expect(await keepComment(forge.target, null, options)).toEqual({ status: "nothing" });
  await forge.close();
});

test("GitLab is asked by the project's number where it is known", async () => {
  const forge = await fakeGitlab();
  const target = { ...forge.target, projectId: 42 };
  expect((await keepComment(target, "x", { key: "shop", token: forge.token })).status).toBe("created");
  expect(forge.arrived[0]?.path).toBe("/api/v4/projects/42/merge_requests/7/notes");
  await forge.close();
});

describe("a pull request that is known by its head only", () => {
  const commit = "c".repeat(40);
  const head = { owner: "mallory", branch: "feature/$(x)&head=y", commit };
  const pulls = [
    { number: 7, label: `mallory:${head.branch}`, sha: commit },
    { number: 8, label: "mallory:other", sha: commit },
  ];

  test("is looked up", async () => {
    const forge = await fakeGithub({ pulls });
    const target = { ...forge.target, number: null, head };
    const outcome = await keepComment(target, "x", { key: "shop", token: forge.token });
    expect(outcome).toMatchObject({
      status: "created",
      url: "https://github.example/acme/shop/pull/7#issuecomment-1001",
    });
    await forge.close();
  });

  test("is left alone where it has moved on", async () => {
    const forge = await fakeGithub({ pulls });
    const target = { ...forge.target, number: null, head: { ...head, commit: "d".repeat(40) } };
    const outcome = await keepComment(target, "x", { key: "shop", token: forge.token });
    expect(outcome).toMatchObject({
      status: "failed",
      message: "no open pull request of acme/shop stands at dddddddddddd",
    });
    expect(forge.writes()).toEqual([]);
    await forge.close();
  });
});
