export default globalThis.threatloomNatives.typescript;
