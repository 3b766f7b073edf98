import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface Arrived {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless it is a text. */
  body?: unknown;
}

/** What the next requests that fit are answered instead. */
export interface Planned extends Answer {
  method?: string;
  path?: RegExp;
  /** How often; once where it is not said. */
  times?: number;
  /** Never answers at all, or breaks the connection off. */
  silent?: boolean;
  breaks?: boolean;
  /** Happens first. */
  meanwhile?: () => void;
}

export interface Server {
  url: string;
  arrived: Arrived[];
  plan: (planned: Planned) => void;
  close: () => Promise<void>;
}

/** A server on the loopback interface, which answers as it is told and remembers what it was asked. */
export async function serve(handle: (asked: Arrived, url: string) => Answer): Promise<Server> {
  const arrived: Arrived[] = [];
  const plans: Planned[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const asked = await read(request);
      arrived.push(asked);
      const planned = plans.find((plan) => fits(plan, asked));
      if (planned) planned.times = (planned.times ?? 1) - 1;
      planned?.meanwhile?.();
      if (planned?.silent) return;
      if (planned?.breaks) request.socket.destroy();
      else write(response, planned ?? handle(asked, url));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url, arrived, plan: (planned) => plans.push(planned), close };
}

function fits(plan: Planned, asked: Arrived): boolean {
  if ((plan.times ?? 1) <= 0 || (plan.method ?? asked.method) !== asked.method) return false;
  return plan.path?.test(asked.path) ?? true;
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = "", query = ""] = (request.url ?? "").split("?");
  return {
    method: request.method ?? "",
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/html" : "application/json; charset=utf-8", ...headers });
  response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}

/** The items of one page, and the number of the next one. */
export function pageOf<T>(
  items: readonly T[],
  query: URLSearchParams,
): { items: T[]; page: number; next: number | null } {
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const page = Number(query.get("page") ?? 1);
  const next = page * size < items.length ? page + 1 : null;
  return { items: items.slice((page - 1) * size, page * size), page, next };
}
