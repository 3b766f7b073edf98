import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The compiled worker. In the bundle and in `dist` it lies beside this module; when the TypeScript sources run
 * directly (under Jest) it is the one of the last build. Null where there is none: work then runs in this thread.
 */
export function workerFile(): string | null {
  for (const place of ["./worker.js", "../../dist/node/worker.js"]) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  return null;
}
