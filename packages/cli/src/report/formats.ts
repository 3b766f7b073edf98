import { nearest } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { UsageError } from "../terminal.js";
import { siteFormats, wholeSite, type SiteFormat } from "./companions.js";

/** The formats that were asked for, separated by commas, in the order of the documentation; those of a whole site without a word. */
export function formatsOf(text: string | undefined): readonly SiteFormat[] {
  if (text === undefined) return wholeSite;
  const words = text.split(",").map((word) => word.trim());
  const known: readonly string[] = siteFormats;
  const wrong = words.find((word) => !known.includes(word));
  if (wrong === undefined) return siteFormats.filter((format) => words.includes(format));
  const near = nearest(wrong, siteFormats);
  throw new UsageError(
    `--format ${visible(wrong)}: a report has no such format`,
    near === null ? `Formats: ${siteFormats.join(", ")}; several with commas between.` : `Did you mean ${near}?`,
  );
}
