import type { Language, LanguageId } from "@threatloom/model";
import { loadParsers } from "./natives.js";

/** Every language by its id, imported when it is first asked for: the native parsers load with it. */
const languages: Record<LanguageId, () => Promise<Language>> = {
  go: async () => (await import("./go.js")).go,
  text: async () => (await import("./text.js")).text,
  typescript: async () => (await import("./typescript.js")).typescript,
};

/** The ids of all languages, in alphabetical order. */
export const languageIds = Object.keys(languages) as LanguageId[];

/**
 * Loads a language front end. The first call for a language of code loads its native parser; it rejects only where
 * that parser cannot be loaded on this platform.
 */
export async function loadLanguage(id: LanguageId): Promise<Language> {
  const language = await languages[id]();
  if (id !== "text") await loadParsers();
  return language;
}
