"use strict";

// A native tree-sitter addon that is loaded a second time in one process hands out trees without a root node.
// So the addons are loaded once, out here, and handed into each test file's sandbox.
const { TestEnvironment } = require("jest-environment-node");

const natives = {
  parser: require("tree-sitter"),
  go: require("tree-sitter-go"),
  typescript: require("tree-sitter-typescript"),
};

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.threatloomNatives = natives;
  }
};
