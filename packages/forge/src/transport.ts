import { type Answered, delayAfter, isLimit } from "./delays.js";
import type { Limits } from "./options.js";
import { Trouble } from "./trouble.js";

/** One request as a client library makes it. */
export interface Asked {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** Sends one request and answers with what came, always below 300; anything else is thrown as Trouble. */
export type Send = (url: string, asked: Asked) => Promise<Answered>;

const REDIRECTS = 5;

/** Broken off on the way, where asking again may help. */
const BROKEN_OFF = new Set(["ECONNRESET", "EPIPE", "EAI_AGAIN", "UND_ERR_SOCKET"]);

/**
 * The one way to a forge, for both client libraries: requests go to one origin, are tried again as the server asks
 * within limits of ours, and take no longer and read no more than allowed.
 *
 * @mitigates #forge against #token-leak with #one-origin
 * @mitigates #forge against #exhaustion with #answer-limits
 */
export function transport(apiUrl: string, limits: Limits, fetch: typeof globalThis.fetch): Send {
  const { origin } = new URL(apiUrl);
  let budget = limits.waitSeconds;

  async function pause(answer: Answered, attempt: number): Promise<void> {
    const seconds = delayAfter(answer, attempt);
    const limited = isLimit(answer);
    if (attempt >= limits.attempts || seconds > budget) {
      if (limited) throw new Trouble({ kind: "limit", status: answer.status, seconds });
      throw new Trouble({ kind: "unwell", status: answer.status, attempts: attempt });
    }
    budget -= seconds;
    await sleep(seconds);
  }

  return async (url, asked) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await follow({ url, asked, origin, limits, fetch });
        if (answer.status < 300) return asJson(answer);
        if (!isLimit(answer) && answer.status < 500) throw refusal(answer);
        await pause(answer, attempt);
      } catch (thrown) {
        if (!mayAskAgain(thrown, asked.method) || attempt >= limits.attempts || budget < 1) throw thrown;
        budget -= 1;
        await sleep(1);
      }
    }
  };
}

/** A login page or a proxy's greeting is no answer, whatever its status says. */
function asJson(answer: Answered): Answered {
  if (answer.text === "") return answer;
  try {
    JSON.parse(answer.text);
    return answer;
  } catch {
    throw new Trouble({ kind: "answer", what: "JSON" });
  }
}

function refusal(answer: Answered): Trouble {
  return new Trouble({ kind: "status", status: answer.status, said: answer.text });
}

/** A comment that is created twice is one too many: only what may be repeated is, where no answer came. */
function mayAskAgain(thrown: unknown, method: string): boolean {
  return (
    method !== "POST" && thrown instanceof Trouble && thrown.data.kind === "network" && BROKEN_OFF.has(thrown.data.code)
  );
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

interface Journey {
  url: string;
  asked: Asked;
  origin: string;
  limits: Limits;
  fetch: typeof globalThis.fetch;
}

/** Follows redirects within the origin. The platform would carry a header such as PRIVATE-TOKEN to other hosts. */
async function follow(journey: Journey): Promise<Answered> {
  let url = new URL(journey.url);
  for (let turn = 0; turn <= REDIRECTS; turn++) {
    if (url.origin !== journey.origin) throw new Trouble({ kind: "redirect", to: url.origin });
    const answer = await once(url, journey);
    const next = nextPlace(answer, url);
    if (next === null) return answer;
    const keepsMethod = answer.status === 307 || answer.status === 308 || journey.asked.method === "GET";
    if (!keepsMethod) throw new Trouble({ kind: "redirect", to: next.origin });
    url = next;
  }
  throw new Trouble({ kind: "redirect", to: url.origin });
}

function nextPlace(answer: Answered, from: URL): URL | null {
  const location = answer.headers.get("location");
  if (location === null || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  return URL.canParse(location, from) ? new URL(location, from) : null;
}

async function once(url: URL, { asked, limits, fetch }: Journey): Promise<Answered> {
  try {
    const response = await fetch(url.href, {
      ...asked,
      redirect: "manual",
      signal: AbortSignal.timeout(limits.requestSeconds * 1000),
    });
    const text = await read(response, limits.responseBytes);
    return { status: response.status, headers: response.headers, text };
  } catch (thrown) {
    if (thrown instanceof Trouble) throw thrown;
    const name = fieldOf(thrown, "name");
    if (name === "TimeoutError" || name === "AbortError")
      throw new Trouble({ kind: "timeout", seconds: limits.requestSeconds });
    throw new Trouble({ kind: "network", code: codeOf(thrown) });
  }
}

/** The system's or the platform's word for what went wrong (`ECONNREFUSED`); never a message, which may quote us. */
function codeOf(thrown: unknown): string {
  const code = fieldOf(fieldOf(thrown, "cause") ?? thrown, "code");
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : "no connection";
}

function fieldOf(thrown: unknown, name: string): unknown {
  return typeof thrown === "object" && thrown !== null ? (thrown as Record<string, unknown>)[name] : undefined;
}

async function read(response: Response, most: number): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel().catch(() => undefined);
      throw new Trouble({ kind: "size", bytes: most });
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}
