import { bodyIn, type FakeForge, NOT_FOUND, storage, type Stored, writesOf } from "./forge.js";
import { type Answer, type Arrived, pageOf, serve } from "./server.js";

/** A pull request another one may be taken for. */
export interface Pull {
  number: number;
  label: string;
  sha: string;
}

export interface GithubSettings {
  /** A person's token may ask who it belongs to; an app's is turned away there. */
  kind?: "person" | "app";
  me?: string;
  /** Whether GraphQL knows who an app is. */
  viewer?: boolean;
  /** An own server keeps its interface below this path. */
  root?: "" | "/api/v3";
  pulls?: Pull[];
}

const TOKEN = "ghp_verysecret0123456789";

/** GitHub's endpoints for the comments of the pull request 7 of acme/shop. */
export async function fakeGithub(settings: GithubSettings = {}): Promise<FakeForge> {
  const { kind = "person", viewer = true, root = "", pulls = [] } = settings;
  const me = settings.me ?? (kind === "app" ? "github-actions[bot]" : "reviewer");
  const { comments, says } = storage();
  const shown = ({ id, author, body }: Stored) => ({ id, body, user: author === "" ? null : { login: author } });

  function handle(asked: Arrived, url: string): Answer {
    if (asked.headers.authorization !== `token ${TOKEN}`) return { status: 401, body: { message: "Bad credentials" } };
    const { method } = asked;
    if (asked.path === (root === "" ? "/graphql" : "/api/graphql")) return graphql();
    const path = asked.path.startsWith(root) ? asked.path.slice(root.length) : "";
    if (path === "/user") return user();
    if (path === "/app") return { status: 401, body: { message: "A JSON web token could not be decoded" } };
    if (path === "/repos/acme/shop/pulls") return listPulls(asked);
    if (path === "/repos/acme/shop/issues/7/comments") {
      if (method === "POST") return { status: 201, body: shown(says(me, bodyIn(asked))) };
      return list(asked, url + asked.path);
    }
    const id = Number(/^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(path)?.[1]);
    const stored = comments.find((comment) => comment.id === id);
    if (stored === undefined) return NOT_FOUND;
    if (method === "DELETE") {
      comments.splice(comments.indexOf(stored), 1);
      return { status: 204 };
    }
    stored.body = bodyIn(asked);
    return { status: 200, body: shown(stored) };
  }

  function user(): Answer {
    if (kind === "person") return { status: 200, body: { login: me } };
    return { status: 403, body: { message: "Resource not accessible by integration" } };
  }

  function graphql(): Answer {
    if (viewer) return { status: 200, body: { data: { viewer: { login: me } } } };
    return { status: 200, body: { data: null, errors: [{ message: "Resource not accessible by integration" }] } };
  }

  function list(asked: Arrived, url: string): Answer {
    const { items, next } = pageOf(comments, asked.query);
    const link = `<${url}?per_page=100&page=${next ?? 0}>; rel="next", <${url}?per_page=100&page=9>; rel="last"`;
    return { status: 200, body: items.map(shown), headers: next === null ? {} : { link } };
  }

  function listPulls(asked: Arrived): Answer {
    const found = pulls.filter((pull) => pull.label === asked.query.get("head"));
    return { status: 200, body: found.map(({ number, sha }) => ({ number, head: { sha } })) };
  }

  const server = await serve(handle);
  const target = {
    forge: "github" as const,
    apiUrl: server.url + root,
    webUrl: "https://github.example",
    repository: "acme/shop",
    number: 7,
  };
  return { ...server, target, comments, token: TOKEN, me, says, writes: () => writesOf(server.arrived) };
}
