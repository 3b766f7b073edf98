import { visible } from "@threatloom/reporters";
import { UsageError } from "../terminal.js";
import { today } from "../today.js";

/** The day a command was asked to judge, as `YYYY-MM-DD`; today where it was not. Anything else is a UsageError. */
export function dateOf(text: string | undefined): string {
  if (text === undefined) return today();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new UsageError(`--date ${visible(text)}: not a date`, "Write it as YYYY-MM-DD, for example 2026-01-31.");
  }
  return text;
}
