/** What a client may set, under `threatloom`; everything has a default. */
export interface Settings {
  /** Lenses above functions and exposures. */
  lenses: boolean;
  /** The status behind exposures. */
  hints: boolean;
  /** Diagnostics of all files of the project, or of those that are open. */
  diagnostics: "workspace" | "open";
  /** Annotations are formatted with the document; read when the server starts. False where an editor asks in its own way. */
  formatting: boolean;
}

/** What holds where nobody set anything. */
export const defaultSettings: Settings = {
  lenses: true,
  hints: true,
  diagnostics: "workspace",
  formatting: true,
};

/** Settings from what a client sent; what is no setting, or has no such value, is left at its default. */
export function readSettings(sent: unknown): Settings {
  if (typeof sent !== "object" || sent === null) return defaultSettings;
  const { lenses, hints, diagnostics, formatting } = sent as Record<string, unknown>;
  return {
    lenses: typeof lenses === "boolean" ? lenses : defaultSettings.lenses,
    hints: typeof hints === "boolean" ? hints : defaultSettings.hints,
    diagnostics: diagnostics === "open" || diagnostics === "workspace" ? diagnostics : defaultSettings.diagnostics,
    formatting: typeof formatting === "boolean" ? formatting : defaultSettings.formatting,
  };
}
