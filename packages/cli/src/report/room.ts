import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Below it nothing is gained. */
const ROOMY = 192 * 1024 * 1024;

let collect: (() => void) | null = null;

/**
 * Gives back what is not needed any more, where that is much. Between two large files nearly everything the first one took
 * is garbage, which the engine would let grow to twice as much before it looked.
 */
export function makeRoom(): void {
  if (process.memoryUsage().heapUsed < ROOMY) return;
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}
