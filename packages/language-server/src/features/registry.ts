import type { Feature } from "./feature.js";

/** Every feature by its id, alphabetical, loaded when the server starts. */
export const features: Record<string, () => Promise<Feature>> = {
  actions: async () => (await import("./actions.js")).feature,
  diagram: async () => (await import("./diagram.js")).feature,
  tree: async () => (await import("./tree.js")).feature,
};
