import { bodyIn, type FakeForge, NOT_FOUND, storage, type Stored, writesOf } from "./forge.js";
import { type Answer, type Arrived, pageOf, serve } from "./server.js";

const TOKEN = "glpat-verysecret_0123456789";
const NOTES = /^\/(?:own\/)?api\/v4\/projects\/(?:acme%2Fteam%2Fshop|42)\/merge_requests\/7\/notes(?:\/(\d+))?$/;

/** GitLab's endpoints for the notes of the merge request 7 of acme/team/shop, number 42, perhaps below a folder. */
export async function fakeGitlab(root: "" | "/own" = ""): Promise<FakeForge> {
  const me = "project_42_bot";
  const { comments, says } = storage();
  const shown = ({ id, author, body }: Stored) => ({
    id,
    body,
    author: author === "" ? null : { username: author },
    system: author === "system",
  });

  function handle(asked: Arrived): Answer {
    if (asked.headers["private-token"] !== TOKEN) return { status: 401, body: { message: "401 Unauthorized" } };
    if (asked.path === `${root}/api/v4/user`) return { status: 200, body: { id: 5, username: me } };
    const match = NOTES.exec(asked.path);
    if (match === null) return { status: 404, body: { message: "404 Project Not Found" } };
    if (match[1] === undefined) {
      return asked.method === "POST" ? { status: 201, body: shown(says(me, bodyIn(asked))) } : list(asked);
    }
    const stored = comments.find((comment) => comment.id === Number(match[1]));
    if (stored === undefined) return NOT_FOUND;
    if (asked.method === "DELETE") {
      comments.splice(comments.indexOf(stored), 1);
      return { status: 204 };
    }
    stored.body = bodyIn(asked);
    return { status: 200, body: shown(stored) };
  }

  function list(asked: Arrived): Answer {
    const newestFirst = asked.query.get("sort") !== "asc" || asked.query.get("order_by") !== "created_at";
    const sorted = newestFirst ? [...comments].reverse() : comments;
    const { items, page, next } = pageOf(sorted, asked.query);
    const headers = { "x-page": String(page), "x-next-page": String(next ?? ""), "x-per-page": "100" };
    return { status: 200, body: items.map(shown), headers };
  }

  const server = await serve(handle);
  const target = {
    forge: "gitlab" as const,
    apiUrl: `${server.url}${root}/api/v4`,
    webUrl: "https://gitlab.example",
    repository: "acme/team/shop",
    number: 7,
  };
  return { ...server, target, comments, token: TOKEN, me, says, writes: () => writesOf(server.arrived) };
}
