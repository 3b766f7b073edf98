export default globalThis.threatloomNatives.parser;
