/** @jest-config-loader esbuild-register */
import type { Config } from "jest";

const config: Config = {
  testEnvironment: "<rootDir>/packages/testing/jest/environment.cjs",
  testMatch: ["<rootDir>/grammar/test/**/*.test.ts", "<rootDir>/packages/*/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } },
    ],
  },
  moduleNameMapper: {
    "^@threatloom/grammar/marker$": "<rootDir>/grammar/src/marker.ts",
    "^@threatloom/grammar$": "<rootDir>/grammar/src/index.ts",
    // What browsers run is bundled first: tests see what is shipped.
    "^@threatloom/page/assets$": "<rootDir>/packages/page/dist/assets.js",
    "^@threatloom/([a-z-]+)$": "<rootDir>/packages/$1/src/index.ts",
    "^tree-sitter$": "<rootDir>/packages/testing/jest/tree-sitter.mjs",
    "^tree-sitter-go$": "<rootDir>/packages/testing/jest/tree-sitter-go.mjs",
    "^tree-sitter-typescript$": "<rootDir>/packages/testing/jest/tree-sitter-typescript.mjs",
    "^(\\.{1,2}/.*)\\.js$": "$1",
  },
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  // The default leaves one of two cores idle.
  maxWorkers: 2,
  testTimeout: 60_000,
};

export default config;
