/** What of an answer says when to come again. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

/** Where a forge that limits us does not say for how long: a minute, as GitHub asks for. */
const UNSAID_LIMIT = 60;

/** Whether an answer is the forge asking us to slow down. A plain 403 is not: nobody gets in by waiting. */
export function isLimit(answer: Answered): boolean {
  if (answer.status === 429) return true;
  if (answer.status !== 403) return false;
  const { headers, text } = answer;
  if (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0") return true;
  return /secondary rate limit|abuse detection/i.test(text.slice(0, 2000));
}

/**
 * Seconds to wait before the next try: what the server says (`Retry-After` as seconds or as a date, else the moment its
 * limit resets, by its own clock), else a minute for a limit and 1, 2, 4, … for a server that is unwell.
 */
export function delayAfter(answer: Answered, attempt: number): number {
  const { headers } = answer;
  const said = retryAfter(headers) ?? (isLimit(answer) ? untilReset(headers) : null);
  if (said !== null) return Math.max(0, said);
  return isLimit(answer) ? UNSAID_LIMIT : 2 ** (attempt - 1);
}

function retryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = value === "" ? NaN : Date.parse(value);
  return Number.isNaN(date) ? null : Math.ceil((date - serverTime(headers)) / 1000);
}

/** GitHub always names the moment; it counts only where nothing is left until then. */
function untilReset(headers: Headers): number | null {
  if ((headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining")) !== "0") return null;
  const value = headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? "";
  return /^\d{1,12}$/.test(value) ? Math.ceil(Number(value) - serverTime(headers) / 1000) : null;
}

/** The server's clock counts; ours may be off. */
function serverTime(headers: Headers): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}
