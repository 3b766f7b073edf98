import { fitBody, hasMarker, sameBody, withMarker } from "./body.js";
import { allComments, type Client, type Posted } from "./client.js";
import { type CommentOptions, defaultLimits, type Limits } from "./options.js";
import { type CommentOutcome, outcomeOf } from "./outcome.js";
import { checkedTarget, type Numbered, type Problem, type Target } from "./target.js";
import { type Send, transport } from "./transport.js";
import { refusedWith, type TroubleData, troubleIn } from "./trouble.js";

/**
 * Keeps exactly one comment of the key up to date on a pull or merge request: creates it, brings it to the given
 * body, or removes it where the body is null. It is known by its hidden first line and by its author, who must be the
 * token's own: a stranger's copy is neither touched nor taken for ours. Where several of ours are found, the first is
 * kept. Answers what became of it; nothing is thrown, and whatever goes wrong says what to check.
 *
 * @mitigates #forge against #comment-forgery with #own-author
 */
export async function keepComment(
  target: Target,
  body: string | null,
  options: CommentOptions,
): Promise<CommentOutcome> {
  const checked = checkedTarget(target);
  if ("problem" in checked) return { status: "failed", ...checked.problem };
  const token = options.token.trim();
  if (!TOKEN.test(token)) return { status: "failed", ...NO_TOKEN };
  const limits: Limits = { ...defaultLimits, ...options.limits };
  try {
    const send = transport(checked.target.apiUrl, limits, options.fetch ?? globalThis.fetch);
    const target = await numbered(checked.target, token, send);
    if (target === null) return { status: "failed", ...noPull(checked.target) };
    const client = await open(target, token, send);
    const { key, author = null } = options;
    return await keep({ client, target, limits, key, author }, body);
  } catch (thrown) {
    return outcomeOf(troubleIn(thrown) ?? unforeseen(thrown), checked.target, token);
  }
}

/** One word of printable characters, without those that JSON would write in another way. */
const TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** The libraries stumble over answers nobody thought of; their errors hold whole requests, so only a name is kept. */
function unforeseen(thrown: unknown): TroubleData {
  return {
    kind: "answer",
    what: `anything that can be used (${thrown instanceof Error ? thrown.name : typeof thrown})`,
  };
}

const NO_TOKEN = {
  message: "there is no token to write the comment with",
  hint: "A token is one word of printable characters. Check the variable or the file it is read from.",
};

/** The target with its number, looked up where only the head is known; null where no open request fits. */
async function numbered(target: Target, token: string, send: Send): Promise<Numbered | null> {
  const { number, head } = target;
  if (number !== null) return { ...target, number };
  const found = head && (await (await import("./github.js")).findPull(target, head, token, send));
  return found ? { ...target, number: found } : null;
}

function noPull({ repository, head }: Target): Problem {
  const commit = head?.commit.slice(0, 12) ?? "";
  return {
    message: `no open pull request of ${repository} stands at ${commit}`,
    hint: "It was closed or has moved on since; a run for its present state writes the comment. Or give the number.",
  };
}

/** Only the client library that is needed is loaded. */
async function open(target: Numbered, token: string, send: Send): Promise<Client> {
  if (target.forge === "github") return (await import("./github.js")).openGithub(target, token, send);
  return (await import("./gitlab.js")).openGitlab(target, token, send);
}

interface Task {
  client: Client;
  target: Numbered;
  limits: Limits;
  key: string;
  author: string | null;
}

async function keep(task: Task, body: string | null): Promise<CommentOutcome> {
  const ours = await findOurs(task, task.author);
  if (body === null) {
    await removeAll(task.client, ours);
    return ours.length === 0 ? { status: "nothing" } : { status: "removed", removed: ours.length };
  }
  const wanted = fitBody(withMarker(body, task.key), task.target.forge);
  return (await bringTo(task, ours, wanted)) ?? create(task, wanted);
}

/** Comments with our marker and by our author, oldest first. Who we are is asked only where it decides something. */
async function findOurs(task: Task, author: string | null): Promise<Posted[]> {
  const comments = await allComments(task.client, task.limits.pages);
  const marked = comments.filter((comment) => comment.author !== "" && hasMarker(comment.body, task.key));
  if (marked.length === 0) return [];
  const me = (author ?? (await task.client.whoAmI())).toLowerCase();
  return marked.filter((comment) => comment.author.toLowerCase() === me);
}

/** Brings the first of ours to the wanted body and removes the others; null where there is none, or no longer. */
async function bringTo(task: Task, ours: readonly Posted[], wanted: string): Promise<CommentOutcome | null> {
  const [first, ...doubles] = ours;
  if (first === undefined) return null;
  const url = urlOf(task.target, first.id);
  const same = sameBody(first.body, wanted);
  if (!same && !(await unlessGone(task.client.update(first.id, wanted)))) return bringTo(task, doubles, wanted);
  await removeAll(task.client, doubles);
  return { status: same ? "unchanged" : "updated", url, removed: doubles.length };
}

/**
 * Another run may have created its own meanwhile: whoever looks last sees both, and the first one stays. The comment
 * stands already, so a look that fails is no failure.
 */
async function create(task: Task, wanted: string): Promise<CommentOutcome> {
  const created = await task.client.create(wanted);
  const seen = created.author === "" ? [] : await findOurs(task, created.author).catch(() => []);
  const others = seen.filter((comment) => comment.id !== created.id);
  const ours = [...others, created].sort((a, b) => a.id - b.id);
  const outcome = others.length === 0 ? null : await bringTo(task, ours, wanted);
  return outcome ?? { status: "created", url: urlOf(task.target, created.id), removed: 0 };
}

async function removeAll(client: Client, comments: readonly Posted[]): Promise<void> {
  for (const comment of comments) await unlessGone(client.remove(comment.id));
}

/** False where the comment is gone: somebody else was faster, and nothing is wrong with that. */
async function unlessGone(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (thrown) {
    if (refusedWith(thrown) === 404) return false;
    throw thrown;
  }
}

function urlOf({ forge, webUrl, repository, number }: Numbered, id: number): string {
  return forge === "github"
    ? `${webUrl}/${repository}/pull/${number}#issuecomment-${id}`
    : `${webUrl}/${repository}/-/merge_requests/${number}#note_${id}`;
}
