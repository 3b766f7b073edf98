import type { MessagePort } from "node:worker_threads";
import type { LayoutFormat } from "@threatloom/model";
import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** What a layout thread is given. */
export interface LayoutData {
  job: "layout";
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

/** Runs in the thread: answers with the layout or null. */
export function run(port: MessagePort, data: unknown): void {
  const { dot, format } = data as LayoutData;
  void layout(dot, format).then((laidOut) => {
    port.postMessage(laidOut);
  });
}
