import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv } from "ajv";

// It is not part of the repository; a copy may stand beside it.
const file = new URL("../../../../shared/data/schemas/sarif-schema-2.1.0.json", import.meta.url).pathname;

/** A test that is skipped where there is no copy of the official schema. */
export const here = existsSync(file) ? test : test.skip;

/** Why it is skipped, for its name; empty where it is not. */
export const reason = existsSync(file) ? "" : " (skipped: there is no ../shared/data/schemas beside the repository)";

/** Holds documents against the official schema. */
export function validator(): ReturnType<Ajv["compile"]> {
  const { $schema, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  // Draft 04, but of the keywords in which it differs from what the validator reads it holds no other than its id.
  expect($schema).toBe("http://json-schema.org/draft-04/schema#");
  delete schema["id"];
  return new Ajv({
    allErrors: true,
    strict: false,
    formats: {
      uri: /^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/i,
      "uri-reference": /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i,
      "date-time": true,
    },
  }).compile(schema);
}
