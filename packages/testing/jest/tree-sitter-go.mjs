export default globalThis.threatloomNatives.go;
