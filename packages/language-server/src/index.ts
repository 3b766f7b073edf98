export * from "./protocol.js";
export { serve, type ServerOptions } from "./server.js";
