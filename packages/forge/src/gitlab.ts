import { version } from "@threatloom/model";
import { createRequesterFn, type RequestOptions } from "@gitbeaker/requester-utils";
import { MergeRequestNotes, Users } from "@gitbeaker/rest";
import { type Client, listOf, PER_PAGE, postedIn, postedOf, textIn } from "./client.js";
import type { Numbered } from "./target.js";
import type { Send } from "./transport.js";
import { Trouble } from "./trouble.js";

/** GitLab, gitlab.com or an own server, through Gitbeaker. */
export function openGitlab(target: Numbered, token: string, send: Send): Client {
  const settings = {
    host: target.apiUrl.slice(0, -"/api/v4".length),
    token,
    queryTimeout: null,
    rateLimits: {},
    requesterFn: requesterThrough(send),
  };
  const notes = new MergeRequestNotes(settings);
  const users = new Users(settings);
  const [project, iid] = [target.projectId ?? target.repository, target.number];
  return {
    page: async (page) => {
      const answer = await notes.all(project, iid, {
        sort: "asc",
        orderBy: "created_at",
        perPage: PER_PAGE,
        page,
        showExpanded: true,
      });
      const list = listOf(answer.data, "a list of comments");
      const written = list.filter((item) => item["system"] !== true);
      const comments = written.map((item) => postedIn(item, "author", "username")).filter((item) => item !== null);
      return { comments, more: list.length >= PER_PAGE || answer.paginationInfo.next !== null };
    },
    create: async (body) => postedOf(await notes.create(project, iid, body), "author", "username"),
    update: async (id, body) => {
      await notes.edit(project, iid, id, { body });
    },
    remove: async (id) => {
      await notes.remove(project, iid, id);
    },
    whoAmI: async () => {
      const name = textIn(await users.showCurrentUser(), "username");
      if (name === null) throw new Trouble({ kind: "answer", what: "a user" });
      return name;
    },
  };
}

/** Gitbeaker's requests by our own way: its own would follow redirects with the token, and try again unasked. */
function requesterThrough(send: Send): ReturnType<typeof createRequesterFn> {
  return createRequesterFn(
    (_, options) => Promise.resolve(options),
    async (endpoint, options: RequestOptions = {}) => {
      const url = new URL(endpoint, withEndSlash(options.prefixUrl ?? ""));
      url.search = options.searchParams ?? "";
      const answer = await send(url.href, {
        method: options.method ?? "GET",
        headers: { ...options.headers, accept: "application/json", "user-agent": `threatloom/${version}` },
        ...(typeof options.body === "string" ? { body: options.body } : {}),
      });
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers.entries()),
        body: answer.text === "" ? null : (JSON.parse(answer.text) as Record<string, unknown>),
      };
    },
  );
}

function withEndSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
