import type { Server } from "./feature.js";

/** Clients ask again themselves for the document somebody types in; the others can wait until a pause. */
const PAUSE = 250;

/** Asks the client to ask again, some time after the model became another one. */
export function refreshing(server: Server, ask: () => Promise<unknown>): void {
  let waiting: NodeJS.Timeout | null = null;
  const now = (): void => {
    waiting = null;
    // A client that is going away refuses, and nothing is lost.
    ask().catch(() => undefined);
  };
  server.onChanged(() => {
    waiting ??= setTimeout(now, PAUSE).unref();
  });
}
