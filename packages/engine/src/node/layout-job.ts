import type { MessagePort } from "node:worker_threads";
import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** What a layout thread is given. */
export interface LayoutData {
  job: "layout";
  dot: string;
}

/** Lays a DOT graph out as SVG; null where Graphviz refuses it. */
export async function layout(dot: string): Promise<string | null> {
  try {
    return (await Graphviz.load()).layout(dot, "svg", "dot");
  } catch {
    return null;
  }
}

/** Runs in the thread: answers with the SVG or null. */
export function run(port: MessagePort, data: unknown): void {
  void layout((data as LayoutData).dot).then((svg) => {
    port.postMessage(svg);
  });
}
