import type { Feature } from "./feature.js";

/** Every feature by its id, alphabetical, loaded when the server starts. */
export const features: Record<string, () => Promise<Feature>> = {
  actions: async () => (await import("./actions.js")).feature,
  completion: async () => (await import("./completion/completion.js")).feature,
  counts: async () => (await import("./counts.js")).feature,
  definition: async () => (await import("./definition.js")).feature,
  diagram: async () => (await import("./diagram.js")).feature,
  "document-symbols": async () => (await import("./document-symbols.js")).feature,
  folding: async () => (await import("./folding.js")).feature,
  formatting: async () => (await import("./formatting.js")).feature,
  highlight: async () => (await import("./highlight.js")).feature,
  hints: async () => (await import("./hints.js")).feature,
  hover: async () => (await import("./hover/hover.js")).feature,
  lenses: async () => (await import("./lenses.js")).feature,
  references: async () => (await import("./references.js")).feature,
  rename: async () => (await import("./rename.js")).feature,
  selection: async () => (await import("./selection.js")).feature,
  tokens: async () => (await import("./tokens.js")).feature,
  tree: async () => (await import("./tree.js")).feature,
  "workspace-symbols": async () => (await import("./workspace-symbols.js")).feature,
};
