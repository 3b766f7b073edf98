import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type CommentOptions, type CommentOutcome, keepComment, type Target, withMarker } from "@threatloom/forge";
import type { FakeForge } from "./support/forge.js";
import { fakeGithub } from "./support/github.js";
import { fakeGitlab } from "./support/gitlab.js";
import { type Answer, type Planned, serve, type Server } from "./support/server.js";

const forges = [
  ["GitHub", () => fakeGithub()],
  ["GitHub, a workflow's token", () => fakeGithub({ kind: "app" })],
  ["GitLab", () => fakeGitlab()],
] as const;

const LIMITED = [429, 403] as const;

describe.each(forges)("%s", (_, start) => {
  let forge: FakeForge;
  let logged: string[];
  beforeEach(async () => {
    forge = await start();
    logged = [];
    for (const name of ["log", "info", "warn", "error", "debug"] as const) {
      jest.spyOn(console, name).mockImplementation((...args: unknown[]) => void logged.push(JSON.stringify(args)));
    }
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await forge.close();
  });

  /** Every run is held against the law that the token is in no outcome and in no log. */
  async function keep(
    body: string | null = "text",
    more: Partial<CommentOptions> = {},
    target: Partial<Target> = {},
  ): Promise<CommentOutcome> {
    const options = { key: "shop", token: forge.token, ...more };
    const outcome = await keepComment({ ...forge.target, ...target }, body, options);
    const secret = forge.token.toLowerCase();
    expect(JSON.stringify([outcome, logged]).toLowerCase()).not.toContain(secret);
    expect(logged).toEqual([]);
    return outcome;
  }
  const host = () => new URL(forge.url).host;
  const echo = () => ({
    message: `no: ${forge.token}, ${forge.token.toUpperCase()}\n\u001b[31m\u202e`,
    errors: [forge.token],
  });

  test("a token that may only read is refused, and says so", async () => {
    forge.plan({ method: "POST", status: 403, body: echo() });
    const outcome = await keep();
    expect(outcome).toMatchObject({ status: "refused", hint: expect.stringMatching(/fork|scope api/) });
    const { reason } = outcome as { reason: string };
    expect(reason).toContain(`${host()} does not let this token write to `);
    expect(reason).toContain("403: no: [token], [token] \\x1b[31m\\u{202e}");
    expect(forge.writes().filter((line) => line.includes("7"))).toHaveLength(1);
  });

  test("a token that may not even look is refused too", async () => {
    forge.plan({ status: 403, body: { message: "Forbidden" }, times: 9 });
    expect(await keep(null)).toMatchObject({ status: "refused" });
  });

  test.each([
    [401, /does not accept the token \(401/, /expired/],
    [404, /shows this token no (pull|merge) request 7 in acme\//, /repository, the number/],
    [422, /does not take the comment on (pull|merge) request 7/, /number/],
    [400, /turned down the comment/, /number/],
    [409, /turned down the comment/, /number/],
    [410, /turned down the comment/, /number/],
    [304, /turned down the comment/, /number/],
  ])("%d is a clear error", async (status, message, hint) => {
    forge.plan({ path: /comments|notes/, status, body: status === 304 ? undefined : echo() });
    expect(await keep()).toEqual({
      status: "failed",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(forge.arrived).toHaveLength(1);
  });

  test("a wrong token, number or repository", async () => {
    const wrong = `${forge.token}x`;
    expect(await keep("x", { token: wrong })).toMatchObject({ message: expect.stringContaining("401") });
    expect(await keep("x", {}, { number: 8 })).toMatchObject({ message: expect.stringContaining("404") });
    expect(await keep("x", {}, { repository: "acme/yard" })).toMatchObject({ message: expect.stringContaining("404") });
  });

  test.each([500, 502, 503, 504])("%d is tried again until it is well", async (status) => {
    forge.says(forge.me, withMarker("old", "shop"));
    forge.plan({ method: "GET", status, headers: { "retry-after": "0" }, body: "<h1>Bad</h1>", times: 2 });
    forge.plan({ method: "POST", status, headers: { "retry-after": "0" } });
    forge.plan({ method: "PATCH", status, headers: { "retry-after": "0" } });
    forge.plan({ method: "PUT", status, headers: { "retry-after": "0" } });
    expect(await keep("new")).toMatchObject({ status: "updated" });
  });

  test("a server that stays unwell is given up", async () => {
    forge.plan({ status: 502, headers: { "retry-after": "0" }, body: echo(), times: 99 });
    expect(await keep()).toMatchObject({
      status: "failed",
      message: `${host()} is unwell: it answered 502, asked 4 times`,
    });
    expect(forge.arrived).toHaveLength(4);
  });

  test("a comment that was created though the answer was lost is not created twice", async () => {
    const body = withMarker("text", "shop");
    const meanwhile = () => void forge.says(forge.me, body);
    forge.plan({ method: "POST", path: /7/, status: 502, headers: { "retry-after": "0" }, meanwhile });
    expect(await keep("text")).toMatchObject({ status: "unchanged", removed: 1 });
    expect(forge.comments).toHaveLength(1);
  });

  test("the first failing look does not undo what was created", async () => {
    forge.plan({ method: "GET", path: /comments|notes/, status: 200, body: [] });
    forge.plan({ method: "GET", path: /comments|notes/, status: 401, body: {} });
    expect(await keep("text")).toMatchObject({ status: "created" });
  });

  describe("limits", () => {
    const soon: [string, Record<string, string>][] = [
      ["Retry-After in seconds", { "retry-after": "0" }],
      [
        "Retry-After as a date",
        { "retry-after": "Thu, 01 Jan 2026 00:00:00 GMT", date: "Thu, 01 Jan 2026 00:00:00 GMT" },
      ],
      [
        "the moment of the reset",
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225600", date: "Thu, 01 Jan 2026 00:00:00 GMT" },
      ],
      ["a moment that has passed", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5" }],
    ];
    describe.each(LIMITED)("%d", (status) => {
      test.each(soon)("%s is waited for", async (_name, headers) => {
        forge.plan({ status, headers, body: echo(), times: 2 });
        expect(await keep()).toMatchObject({ status: "created" });
      });

      test("a wait that is too long is not begun", async () => {
        forge.plan({ status, headers: { "retry-after": "3600" }, body: echo(), times: 9 });
        expect(await keep()).toMatchObject({
          status: "failed",
          message: expect.stringContaining("wants a wait of 3600 s"),
        });
        expect(forge.arrived).toHaveLength(1);
      });

      test("attempts are counted", async () => {
        forge.plan({ status, headers: { "retry-after": "0" }, body: echo(), times: 99 });
        expect(await keep("x", { limits: { attempts: 2 } })).toMatchObject({ status: "failed" });
        expect(forge.arrived).toHaveLength(2);
      });
    });

    test("a secondary limit that names no time asks for a minute, whenever the first one resets", async () => {
      const headers = { "x-ratelimit-remaining": "4000", "x-ratelimit-reset": "5" };
      const body = { message: "You have exceeded a secondary rate limit. Please wait." };
      forge.plan({ status: 403, headers, body, times: 9 });
      const outcome = await keep("x", { limits: { waitSeconds: 59 } });
      expect(outcome).toMatchObject({ status: "failed", message: expect.stringContaining("wants a wait of 60 s") });
    });

    test("waiting stops where the seconds of all waits are used up", async () => {
      forge.plan({ status: 429, headers: { "retry-after": "1" }, times: 2 });
      const outcome = await keep("y", { limits: { waitSeconds: 1 } });
      expect(outcome).toMatchObject({ status: "failed", message: expect.stringContaining("wants a wait of 1 s") });
      expect(forge.arrived).toHaveLength(2);
    });

    test("headers that make no sense ask for a minute", async () => {
      forge.plan({ status: 429, headers: { "retry-after": "soon", "x-ratelimit-reset": "-1" }, times: 9 });
      const outcome = await keep("x", { limits: { waitSeconds: 1 } });
      expect(outcome).toMatchObject({ message: expect.stringContaining("wants a wait of 60 s") });
    });
  });

  describe("what is no answer", () => {
    const odd: [string, Answer][] = [
      ["a login page", { status: 200, body: "<!doctype html><form>" }],
      ["half a list", { status: 200, body: '[{"id":', headers: { "content-type": "application/json" } }],
      ["an object", { status: 200, body: { total_count: 1, items: null } }],
      ["a number", { status: 200, body: 5 }],
      ["a text", { status: 200, body: '"x"' }],
      ["null", { status: 200, body: null }],
      ["nothing", { status: 200 }],
      ["no content", { status: 204 }],
    ];
    test.each(odd)("%s in place of the comments", async (_name, answer) => {
      forge.plan({ method: "GET", ...answer });
      expect(await keep()).toMatchObject({ status: "failed", message: expect.stringContaining("did not answer with") });
      expect(forge.writes()).toEqual([]);
    });

    test.each(odd)("%s in place of the created comment", async (_name, answer) => {
      forge.plan({ method: "POST", ...answer });
      expect(await keep()).toMatchObject({ status: "failed", message: expect.stringContaining("did not answer with") });
    });

    test("a login page in place of the updated comment", async () => {
      forge.says(forge.me, withMarker("old", "shop"));
      for (const method of ["PATCH", "PUT"]) forge.plan({ method, status: 200, body: "<!doctype html><form>" });
      expect(await keep()).toMatchObject({ status: "failed", message: `${host()} did not answer with JSON` });
    });

    test("odd comments are passed over", async () => {
      const body = withMarker("x", "shop");
      const items = [null, 5, [], { id: "1", body }, { id: 2 ** 60, body }, { id: 3, body, user: 5, author: null }];
      forge.plan({ method: "GET", status: 200, body: items, times: 1 });
      expect(await keep(null)).toEqual({ status: "nothing" });
    });

    test("nobody as the user", async () => {
      forge.says(forge.me, withMarker("x", "shop"));
      forge.plan({ path: /\/user$/, status: 200, body: { login: 5 } });
      expect(await keep(null)).toMatchObject({ status: "failed", message: `${host()} did not answer with a user` });
    });

    test("pages without end", async () => {
      const headers = { link: `<${forge.url}/x?page=2>; rel="next"`, "x-next-page": "2" };
      forge.plan({ method: "GET", status: 200, body: [], headers, times: 999 });
      const outcome = await keep("x", { limits: { pages: 3 } });
      expect(outcome).toMatchObject({ status: "failed", message: `${host()} lists more than 3 pages of comments` });
      expect(forge.arrived).toHaveLength(3);
    });

    test("more than is read", async () => {
      forge.plan({ method: "GET", status: 200, body: [{ id: 1, body: "x".repeat(5000) }] });
      const outcome = await keep("x", { limits: { responseBytes: 4096 } });
      expect(outcome).toMatchObject({ status: "failed", message: `an answer of ${host()} is longer than 4096 bytes` });
    });
  });

  describe("the network", () => {
    test("nobody listens", async () => {
      await forge.close();
      expect(await keep()).toMatchObject({ status: "failed", message: `${host()} cannot be reached (ECONNREFUSED)` });
    });

    test.each(["ENOTFOUND", "CERT_HAS_EXPIRED", "UND_ERR_CONNECT_TIMEOUT"])("%s is named", async (code) => {
      const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: { code } }));
      expect(await keep("x", { fetch })).toMatchObject({ message: `${host()} cannot be reached (${code})` });
    });

    test("silence", async () => {
      forge.plan({ status: 0, silent: true });
      const outcome = await keep("x", { limits: { requestSeconds: 0.2 } });
      expect(outcome).toMatchObject({ status: "failed", message: `${host()} did not answer within 0.2 s` });
    });

    test("a connection that breaks off is tried again, unless something would be created twice", async () => {
      forge.plan({ method: "GET", status: 0, breaks: true });
      forge.plan({ method: "POST", path: /7/, status: 0, breaks: true });
      expect(await keep()).toMatchObject({ status: "failed", message: expect.stringContaining("cannot be reached") });
      expect(forge.arrived.map((asked) => asked.method)).toEqual(["GET", "GET", "POST"]);
    });

    test("errors that quote the request", async () => {
      const fetch = () => Promise.reject(new TypeError(`bad header ${forge.token}`, { cause: { code: forge.token } }));
      expect(await keep("x", { fetch })).toMatchObject({ message: `${host()} cannot be reached (no connection)` });
    });
  });

  describe("redirects", () => {
    let other: Server;
    beforeEach(async () => {
      other = await serve(() => ({ status: 200, body: [] }));
    });
    afterEach(() => other.close());

    test.each([301, 302, 303, 307, 308])(
      "%d to another origin is not followed, and the token stays here",
      async (status) => {
        forge.plan({ status, headers: { location: `${other.url}/x` } });
        const outcome = await keep();
        expect(outcome).toMatchObject({
          status: "failed",
          message: `${host()} sends on to ${other.url}, and the token does not go there`,
        });
        forge.plan({ method: "POST", path: /7/, status, headers: { location: `${other.url}/x` } });
        expect(await keep()).toMatchObject({ status: "failed" });
        expect(other.arrived).toEqual([]);
      },
    );

    test("a place that holds the token is not repeated", async () => {
      forge.plan({ status: 302, headers: { location: `http://${forge.token.replaceAll("_", "-")}.example/` } });
      forge.plan({ status: 302, headers: { location: `http://user:${forge.token}@x.example/${forge.token}` } });
      await keep();
      expect(await keep()).toMatchObject({ message: expect.stringContaining("sends on to http://x.example,") });
    });

    test("a repository that was renamed is followed on its own host", async () => {
      forge.plan({ method: "GET", status: 301, headers: { location: "/moved" } });
      forge.plan({ path: /^\/moved$/, status: 200, body: [] });
      forge.plan({ method: "POST", status: 307, headers: { location: "/created" } });
      forge.plan({ path: /^\/created$/, status: 201, body: { id: 5, body: "x" } });
      expect(await keep("text")).toMatchObject({ status: "created" });
      const created = forge.arrived.find((asked) => asked.path === "/created");
      expect([created?.method, JSON.parse(created?.body ?? "")]).toEqual([
        "POST",
        { body: withMarker("text", "shop") },
      ]);
    });

    test("neither turned in circles nor into another method", async () => {
      forge.plan({ method: "GET", status: 302, headers: { location: "/round" }, times: 99 });
      expect(await keep()).toMatchObject({ status: "failed", message: expect.stringContaining("sends on to") });
      expect(forge.arrived.length).toBeLessThan(10);
      await forge.close();
      forge = await start();
      forge.plan({ method: "POST", path: /7/, status: 302, headers: { location: "/x" } } satisfies Planned);
      expect(await keep()).toMatchObject({ status: "failed", message: expect.stringContaining("sends on to") });
    });
  });

  test.each(["", " \n", "two words", "line\nbreak", 'quo"te', "\u00e4", "\u0000"])("%j is no token", async (token) => {
    const outcome = await keepComment(forge.target, "x", { key: "shop", token });
    expect(outcome).toMatchObject({ status: "failed", message: "there is no token to write the comment with" });
    expect(forge.arrived).toEqual([]);
  });

  test.each<[string, Partial<Target>]>([
    ["no address", { apiUrl: "forge.example" }],
    ["another scheme", { apiUrl: "ftp://forge.example/api/v4" }],
    ["a script", { webUrl: "javascript:alert(1)" }],
    ["a password", { apiUrl: "https://me:hunter2@forge.example/api/v4" }],
    ["a repository that climbs", { repository: "acme/.." }],
    ["no repository", { repository: "acme" }],
    ["no number", { number: null }],
    ["half a number", { number: 1.5 }],
    ["number nought", { number: 0 }],
  ])("%s is said before anything is sent", async (_name, wrong) => {
    const outcome = await keep("x", {}, wrong);
    expect(outcome).toMatchObject({ status: "failed", hint: expect.stringMatching(/./) });
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
    expect(forge.arrived).toEqual([]);
  });
});

test("an address without GitLab's interface is said before anything is sent", async () => {
  const forge = await fakeGitlab();
  const target = { ...forge.target, apiUrl: forge.url };
  expect(await keepComment(target, "x", { key: "shop", token: forge.token })).toMatchObject({
    message: "the address of GitLab's interface does not end in /api/v4",
  });
  await forge.close();
});

test("an app whose name cannot be asked for is not guessed while the forge is unwell", async () => {
  const forge = await fakeGithub({ kind: "app", me: "loom[bot]" });
  forge.says("github-actions[bot]", withMarker("of another app", "shop"));
  forge.plan({ path: /graphql/, status: 502, headers: { "retry-after": "0" }, times: 9 });
  expect(await keepComment(forge.target, "x", { key: "shop", token: forge.token })).toMatchObject({
    status: "failed",
  });
  expect(forge.comments).toHaveLength(1);
  await forge.close();
});
