import type { MessagePort } from "node:worker_threads";
import type { LayoutFormat } from "@threatloom/model";
import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** What a layout thread is asked. */
interface Graph {
  dot: string;
  format: LayoutFormat;
}

/** Lays a DOT graph out; null where Graphviz refuses it. */
export async function layout(dot: string, format: LayoutFormat): Promise<string | null> {
  try {
    return (await Graphviz.load()).layout(dot, format, "dot");
  } catch {
    return null;
  }
}

/** Runs in the thread: answers every graph with its layout or null. */
export function run(port: MessagePort): void {
  port.on("message", ({ dot, format }: Graph) => {
    void layout(dot, format).then((laidOut) => {
      port.postMessage(laidOut);
    });
  });
}
