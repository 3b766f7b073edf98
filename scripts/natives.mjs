// Which platforms the native parsers really run on: what a folder of prebuilds is called is not always what is in it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The processor that a native library is made for, by its header; null for what is none. */
export function machineOf(bytes) {
  if (bytes.subarray(1, 4).toString("latin1") === "ELF")
    return { 62: "x64", 183: "arm64" }[bytes.readUInt16LE(18)] ?? null;
  if (bytes.subarray(0, 2).toString("latin1") === "MZ") {
    return { 0x8664: "x64", 0xaa64: "arm64" }[bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4)] ?? null;
  }
  if (bytes.readUInt32LE(0) !== 0xfeedfacf) return null;
  return { 0x01000007: "x64", 0x0100000c: "arm64" }[bytes.readUInt32LE(4)] ?? null;
}

/** The platforms, such as `linux-x64`, for which every one of some packages below a `node_modules` has a library that fits. */
export function platformsOf(modules, packages) {
  const fits = (name, platform) => {
    const file = join(modules, name, "prebuilds", platform, `${name}.node`);
    return existsSync(file) && platform.endsWith(`-${machineOf(readFileSync(file))}`);
  };
  const named = readdirSync(join(modules, packages[0], "prebuilds")).sort();
  return named.filter((platform) => packages.every((name) => fits(name, platform)));
}
