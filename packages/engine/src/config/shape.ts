import { propertyRows, type FactSubject, type PropertySpec } from "@threatloom/model";
import { matrixSchema } from "./matrix.js";

/** What a value in `threatloom.yaml` may be. One table drives the reader and the published JSON Schema. */
export type Shape =
  | { kind: "text"; about: string }
  | { kind: "link"; about: string }
  | { kind: "bytes"; about: string }
  | { kind: "flag"; about: string }
  | { kind: "texts"; about: string; oneOf?: readonly string[] }
  | { kind: "paths"; about: string }
  | { kind: "things"; about: string; on: FactSubject }
  | { kind: "requirements"; about: string }
  | { kind: "matrix"; about: string }
  | { kind: "map"; about: string; keys: Readonly<Record<string, Shape>> };

/** A path of a `threatspec.yaml`, with globs of what to leave out below it. */
export interface PathEntry {
  path: string;
  ignore: string[];
}

/** A map of a configuration file. */
export type MapShape = Extract<Shape, { kind: "map" }>;

/** The dialects that can be pinned, in the order in which they are tried. */
export const dialectNames = ["guardlink", "threatspec01", "canonical", "prose2015"] as const;

const folderKeys = {
  include: {
    kind: "texts",
    about: "Globs of what to read, as in a .gitignore, relative to this file. Everything where it is empty.",
  },
  exclude: { kind: "texts", about: "Globs of what to leave out; a leading ! takes one back." },
  models: { kind: "texts", about: "Globs of text or Markdown files that hold annotations outside of code." },
  dialects: {
    kind: "texts",
    about: "The dialects that are read; all where it is absent.",
    oneOf: dialectNames,
  },
} as const satisfies Record<string, Shape>;

/**
 * What a `threatloom.yaml` may say. In a folder below the root only include, exclude, models and dialects count, for the
 * files below it; the other keys hold where that folder is scanned as a project of its own.
 */
export const rootShape: MapShape = {
  kind: "map",
  about:
    "Settings of Threatloom. Of a threatloom.yaml in a folder below the root, include, exclude, models and dialects count.",
  keys: {
    project: {
      kind: "map",
      about: "What is modelled.",
      keys: {
        name: { kind: "text", about: "The name in reports; by default the name of the root folder." },
        description: { kind: "text", about: "One or two sentences for reports." },
        link: {
          kind: "link",
          about:
            "Where a line of a file can be read, for links in reports: https://host/path with {commit}, {file} and {line} in it. By default that of the forge (GitHub, GitLab, Bitbucket, Gitea) the repository was cloned from.",
        },
      },
    },
    ...folderKeys,
    imports: {
      kind: "texts",
      about: "Folders or files outside of include whose definitions are wanted too, relative to the root.",
    },
    limits: {
      kind: "map",
      about: "Bounds that keep every run short.",
      keys: {
        "file-size": { kind: "bytes", about: "Files over this number of bytes are skipped; 2097152 by default." },
      },
    },
    data: {
      kind: "map",
      about: "How data is classified, and what is known of data assets.",
      keys: {
        levels: {
          kind: "texts",
          about: "Sensitivity levels and classes of this project, besides the others. They have no place in the order.",
        },
        order: {
          kind: "texts",
          about:
            "Sensitivity levels in place of the built-in public, internal, confidential, restricted; the least sensitive first.",
        },
        classes: {
          kind: "texts",
          about: "Classes of data in place of the built-in pii, phi, pci, financial, credentials, secrets.",
        },
        assets: { kind: "things", on: "data", about: "Properties of data assets, by name or id." },
      },
    },
    acceptances: {
      kind: "map",
      about: "What an acceptance needs besides a reason; one that lacks it answers no potential threat.",
      keys: {
        approver: { kind: "flag", about: "The property `approver`: who accepted the risk." },
        expires: { kind: "flag", about: "The property `expires`: until when." },
      },
    },
    requirements: {
      kind: "requirements",
      about:
        "Security requirements that somebody works on, by component and number of ASVS 5.0.0: `status: running`, `owner` and `note`. Done needs evidence in the code.",
    },
    risk: {
      kind: "map",
      about: "How risks are judged.",
      keys: {
        matrix: {
          kind: "matrix",
          about:
            "Five lists of five levels: a list for each likelihood from 1, in it a level for each impact from 1. Or the least likelihood × impact that counts as `critical`, `high` and `medium`.",
        },
      },
    },
    components: { kind: "things", on: "component", about: "Properties of components, by path or id." },
    flows: { kind: "things", on: "flow", about: "Properties of the flows between two components, by `A -> B`." },
    boundaries: { kind: "things", on: "boundary", about: "Properties of trust boundaries, by name or id." },
  },
};

/** For completion in editors: a text of a flag is judged by the reader, which knows more spellings than a schema. */
function propertySchema({ type, values, meaning: description }: PropertySpec): Record<string, unknown> {
  switch (type) {
    case "flag":
      return { type: ["boolean", "string", "null"], examples: [true, false, "unknown"], description };
    case "word":
      return { type: ["string", "null"], examples: values ?? [], description };
    case "texts":
    case "assets":
    case "classes":
      return { type: ["array", "string", "number", "null"], items: { type: ["string", "number"] }, description };
    case "free":
      return { description };
    default:
      return { type: ["string", "number", "null"], description };
  }
}

function requirementsSchema(description: string): Record<string, unknown> {
  const texts = { type: "string", minLength: 1 };
  const entry = {
    type: "object",
    additionalProperties: false,
    properties: { status: { const: "running" }, owner: texts, note: texts },
  };
  return { type: "object", additionalProperties: { type: "object", additionalProperties: entry }, description };
}

function schemaOf(shape: Shape): Record<string, unknown> {
  const description = shape.about;
  switch (shape.kind) {
    case "text":
      return { type: "string", description };
    case "link":
      return { type: "string", pattern: "^https://.*\\{file\\}", description };
    case "flag":
      return { enum: [true, false, "yes", "no"], description };
    case "bytes":
      return { type: "integer", minimum: 1, description };
    case "texts": {
      const items = shape.oneOf === undefined ? { type: "string", minLength: 1 } : { enum: [...shape.oneOf] };
      return { type: "array", items, description };
    }
    case "paths": {
      const path = { type: "string" };
      const ignore = { type: "array", items: path };
      return { type: "array", items: { anyOf: [path, { type: "object", properties: { path, ignore } }] }, description };
    }
    case "things": {
      const properties = Object.fromEntries(propertyRows(shape.on).map(([name, spec]) => [name, propertySchema(spec)]));
      return { type: "object", additionalProperties: { type: ["object", "null"], properties }, description };
    }
    case "requirements":
      return requirementsSchema(description);
    case "matrix":
      return matrixSchema(description);
    case "map": {
      const properties = Object.fromEntries(Object.entries(shape.keys).map(([key, inner]) => [key, schemaOf(inner)]));
      return { type: "object", additionalProperties: false, properties, description };
    }
  }
}

/** The JSON Schema of `threatloom.yaml`, published as docs/schema/threatloom-config.schema.json. */
export function configSchema(): Record<string, unknown> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "threatloom.yaml",
    ...schemaOf(rootShape),
  };
}
