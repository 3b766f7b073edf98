/** A JSON Schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

const described = (schema: Schema, description?: string): Schema =>
  description === undefined ? schema : { ...schema, description };

/** An object with exactly these properties; all are required but those named as optional. */
export function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", required, additionalProperties: false, properties };
}

/** A list of anything. */
export function array(items: Schema, description?: string): Schema {
  return described({ type: "array", items }, description);
}

/** A list of texts. */
export function list(description?: string): Schema {
  return array({ type: "string" }, description);
}

/** A text. */
export function text(description?: string): Schema {
  return described({ type: "string" }, description);
}

/** A whole number, at least `minimum`. */
export function integer(minimum = 0): Schema {
  return { type: "integer", minimum };
}

/** One of some words. */
export function choice(...values: readonly string[]): Schema {
  return { enum: values };
}

/** The same, or null. */
export function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: "null" }] };
}

/** A reference to one of the definitions. */
export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}
