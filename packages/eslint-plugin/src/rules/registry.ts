import type { ThreatRule } from "../rule.js";
import { rule as noExpiredAcceptance } from "./no-expired-acceptance.js";
import { rule as noOpenExposure } from "./no-open-exposure.js";
import { rule as noUnknownReference } from "./no-unknown-reference.js";
import { rule as requireAnnotation } from "./require-annotation.js";
import { rule as validAnnotation } from "./valid-annotation.js";

/** Every rule by its id, alphabetical. */
export const rules: Readonly<Record<string, ThreatRule>> = {
  "no-expired-acceptance": noExpiredAcceptance,
  "no-open-exposure": noOpenExposure,
  "no-unknown-reference": noUnknownReference,
  "require-annotation": requireAnnotation,
  "valid-annotation": validAnnotation,
};
