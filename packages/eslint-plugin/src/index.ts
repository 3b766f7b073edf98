import { version } from "@threatloom/model";
import type { ESLint, Linter } from "eslint";
import { rules } from "./rules/registry.js";

export type { Example, RuleDocs, ThreatRule } from "./rule.js";
export { rules } from "./rules/registry.js";

const meta = { name: "@threatloom/eslint-plugin", version, namespace: "threatloom" };

const plugin: ESLint.Plugin & { configs: { recommended: Linter.Config } } = {
  meta,
  rules: { ...rules },
  configs: { recommended: {} },
};

/** The rules that hold anywhere; which functions need a claim is for each project to say. */
plugin.configs.recommended = {
  name: "threatloom/recommended",
  plugins: { threatloom: plugin },
  rules: {
    "threatloom/no-expired-acceptance": "warn",
    "threatloom/no-open-exposure": ["warn", { severity: "high", ungraded: false }],
    "threatloom/no-unknown-reference": "error",
    "threatloom/valid-annotation": "error",
  },
};

export default plugin;

// What `require` gives to a configuration that is no module.
export { plugin as "module.exports" };
