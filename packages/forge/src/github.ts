import { version } from "@threatloom/model";
import { Octokit } from "@octokit/rest";
import { type Client, listOf, PER_PAGE, postedIn, postedOf, textIn } from "./client.js";
import { type Head, type Numbered, numberOf, type Target } from "./target.js";
import type { Send } from "./transport.js";
import { refusedWith, Trouble, troubleIn } from "./trouble.js";

/** The app whose token every workflow is given. */
const WORKFLOW_APP = "github-actions[bot]";

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // The library would write to the console, where only the command may.
}

/** Octokit for a server, github.com or an own one. */
function octokitFor(target: Target, token: string, send: Send): Octokit {
  return new Octokit({
    auth: token,
    baseUrl: target.apiUrl,
    userAgent: `threatloom/${version}`,
    log: SILENT,
    request: { fetch: fetchThrough(send) },
  });
}

function placeOf(target: Target): { owner: string; repo: string } {
  const [owner, repo] = target.repository.split("/") as [string, string];
  return { owner, repo };
}

/**
 * The number of the open pull request with this head; null where there is none, or none that still stands at this
 * commit. What a workflow that ran for a fork hands over is a stranger's, its number included: this asks GitHub.
 *
 * @mitigates #forge against #comment-forgery with #number-lookup
 */
export async function findPull(target: Target, head: Head, token: string, send: Send): Promise<number | null> {
  const { pulls } = octokitFor(target, token, send).rest;
  const { data } = await pulls.list({ ...placeOf(target), state: "open", head: `${head.owner}:${head.branch}` });
  const fits = listOf(data, "a list of pull requests").filter((pull) => textIn(pull["head"], "sha") === head.commit);
  return fits.length === 1 ? numberOf(fits[0]!["number"]) : null;
}

/** GitHub through Octokit. */
export function openGithub(target: Numbered, token: string, send: Send): Client {
  const octokit = octokitFor(target, token, send);
  const { issues } = octokit.rest;
  const place = placeOf(target);
  const conversation = { ...place, issue_number: target.number };
  return {
    page: async (page) => {
      const { data, headers } = await issues.listComments({ ...conversation, per_page: PER_PAGE, page });
      const list = listOf(data, "a list of comments");
      const comments = list.map((item) => postedIn(item, "user", "login")).filter((item) => item !== null);
      return { comments, more: list.length >= PER_PAGE || /rel="?next"?/.test(headers.link ?? "") };
    },
    create: async (body) => postedOf((await issues.createComment({ ...conversation, body })).data, "user", "login"),
    update: async (id, body) => {
      await issues.updateComment({ ...place, comment_id: id, body });
    },
    remove: async (id) => {
      await issues.deleteComment({ ...place, comment_id: id });
    },
    whoAmI: () => whoAmI(octokit),
  };
}

/**
 * A person's token may ask for its user; an app's (a workflow's among them) is turned away there with 403 and may ask
 * the viewer of GraphQL. Where a server gives no answer to either, only the workflow's app is left to suppose: its name
 * ends in `[bot]`, which nobody can sign up with.
 */
async function whoAmI(octokit: Octokit): Promise<string> {
  try {
    const login = textIn((await octokit.rest.users.getAuthenticated()).data, "login");
    if (login !== null) return login;
    throw new Trouble({ kind: "answer", what: "a user" });
  } catch (thrown) {
    if (refusedWith(thrown) !== 403) throw thrown;
  }
  const app = await viewer(octokit);
  if (app === null) return WORKFLOW_APP;
  return app.endsWith("[bot]") ? app : `${app}[bot]`;
}

async function viewer(octokit: Octokit): Promise<string | null> {
  try {
    const answer = await octokit.graphql<{ viewer?: unknown } | null>("query { viewer { login } }");
    return textIn(answer?.viewer, "login");
  } catch (thrown) {
    const trouble = troubleIn(thrown);
    if (trouble !== null && trouble.kind !== "status" && trouble.kind !== "answer") throw thrown;
    return null;
  }
}

/** Octokit's requests by our own way. It reads the answer's body itself, and JSON only where the header says so. */
function fetchThrough(send: Send): typeof globalThis.fetch {
  return async (url, init) => {
    const { method = "GET", headers, body } = init ?? {};
    const answer = await send(url as string, {
      method,
      headers: headers as Record<string, string>,
      ...(typeof body === "string" ? { body } : {}),
    });
    if (answer.status === 204) return new Response(null, { status: 204 });
    const link = answer.headers.get("link");
    return new Response(answer.text, {
      status: answer.status,
      headers: { "content-type": "application/json", ...(link === null ? {} : { link }) },
    });
  };
}
