import { oneLine } from "@threatloom/reporters";
import type { Target } from "./target.js";
import type { TroubleData } from "./trouble.js";

/** What became of the comment. No text in here holds the token; text of the forge is one harmless line. */
export type CommentOutcome =
  /** It stands there as it should. `url` leads to it; `removed` counts doubles of it that were taken away. */
  | { status: "created" | "updated" | "unchanged"; url: string; removed: number }
  /** There was nothing left to say, and it is gone. */
  | { status: "removed"; removed: number }
  /** There is nothing to say, and nothing was said before. */
  | { status: "nothing" }
  /** The token may not do it, as on a pull request from a fork: no failure of the change under review. */
  | { status: "refused"; reason: string; hint: string }
  | { status: "failed"; message: string; hint: string };

/** The longest text of a forge that is repeated. */
const LONGEST_SAID = 200;

/** What is repeated of a forge's own words: its message, on one line, without the token. Empty where it said nothing. */
export function wordsOf(said: string, token: string): string {
  const line = oneLine(withoutToken(messageIn(said), token).slice(0, 4 * LONGEST_SAID));
  return line.length <= LONGEST_SAID ? line : `${line.slice(0, LONGEST_SAID).replace(/\p{Cs}$/u, "")}…`;
}

/**
 * A text in which the token does not stand, in whatever case it was written.
 *
 * @mitigates #forge against #token-leak with #no-token-in-messages
 */
function withoutToken(text: string, token: string): string {
  return text.replace(new RegExp(token.replace(/[^A-Za-z0-9]/g, "\\$&"), "gi"), "[token]");
}

function messageIn(said: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(said);
  } catch {
    return "";
  }
  if (typeof answer !== "object" || answer === null) return "";
  const { message, error, errors } = answer as Record<string, unknown>;
  const main = message ?? error ?? "";
  const text = typeof main === "string" ? main : JSON.stringify(main);
  return errors === undefined ? text : `${text} ${JSON.stringify(errors)}`;
}

/** The outcome of a trouble. */
export function outcomeOf(trouble: TroubleData, target: Target, token: string): CommentOutcome {
  const host = new URL(target.apiUrl).host;
  if (trouble.kind === "status") return turnedDown(trouble.status, wordsOf(trouble.said, token), host, target);
  const [message, hint] = withoutAnswer(trouble, host);
  return { status: "failed", message: withoutToken(message, token), hint };
}

function turnedDown(status: number, words: string, host: string, target: Target): CommentOutcome {
  const answer = words === "" ? `${status}` : `${status}: ${words}`;
  const github = target.forge === "github";
  const request = `${github ? "pull request" : "merge request"} ${target.number ?? ""}`.trimEnd();
  const failed = (message: string, hint: string): CommentOutcome => ({
    status: "failed",
    message: `${message} (${answer})`,
    hint,
  });
  switch (status) {
    case 401:
      return failed(`${host} does not accept the token`, github ? HINTS.githubToken : HINTS.gitlabToken);
    case 403:
      return {
        status: "refused",
        reason: `${host} does not let this token write to ${request} of ${target.repository} (${answer})`,
        hint: github ? HINTS.githubRights : HINTS.gitlabRights,
      };
    case 404:
      return failed(`${host} shows this token no ${request} in ${target.repository}`, HINTS.notFound);
    case 422:
      return failed(`${host} does not take the comment on ${request} of ${target.repository}`, HINTS.notTaken);
    default:
      return failed(`${host} turned down the comment on ${request} of ${target.repository}`, HINTS.notTaken);
  }
}

const HINTS = {
  githubToken: "Check that the token belongs to this host, is complete and has not expired.",
  gitlabToken:
    "Check that it is an access token of this host with the scope api that has not expired; a job token cannot write notes.",
  githubRights:
    "On a pull request from a fork the token can only read. Elsewhere give the job `permissions: pull-requests: write`, or the token the scope repo.",
  gitlabRights: "The token needs the scope api, and its owner at least the role Reporter in the project.",
  notFound: "Check the repository, the number, and that the token may see them (its scopes, and its organisation's).",
  notTaken: "Check that the number is that of an open request, and that its conversation is not locked.",
};

function withoutAnswer(trouble: Exclude<TroubleData, { kind: "status" }>, host: string): [string, string] {
  switch (trouble.kind) {
    case "limit":
      return [
        `${host} limits how often it is asked (${trouble.status}) and wants a wait of ${trouble.seconds} s`,
        "Run again after that time, or with a token of its own.",
      ];
    case "unwell":
      return [
        `${host} is unwell: it answered ${trouble.status}, asked ${times(trouble.attempts)}`,
        "Run again later; the forge's status page may say more.",
      ];
    case "redirect":
      return [
        `${host} sends on to ${oneLine(trouble.to)}, and the token does not go there`,
        "Give the forge's address, with https, and the repository's name as they are now.",
      ];
    case "network":
      return [
        `${host} cannot be reached (${trouble.code})`,
        "Check the address, the network, the proxy and the certificate.",
      ];
    case "timeout":
      return [`${host} did not answer within ${trouble.seconds} s`, "Run again later, or check the address."];
    case "size":
      return [`an answer of ${host} is longer than ${trouble.bytes} bytes`, "Check the address of the interface."];
    case "pages":
      return [`${host} lists more than ${trouble.pages} pages of comments`, "Remove comments, or open a new request."];
    case "answer":
      return [
        `${host} did not answer with ${trouble.what}`,
        "Check the address of the interface: a login page or a proxy may be in the way.",
      ];
  }
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
