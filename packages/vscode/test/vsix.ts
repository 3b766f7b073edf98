import { execFileSync, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";

const repository = join(import.meta.dirname, "../../..");
// The reader that the packer itself depends on.
const require = createRequire(createRequire(import.meta.url).resolve("@vscode/vsce"));

/** A file of the package. */
export interface Entry {
  name: string;
  bytes: Buffer;
}

const folders: string[] = [];
const hosts: Host[] = [];
afterAll(async () => {
  for (const host of hosts) await host.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder outside of the repository; gone when the tests of the file are over. */
export function folderFor(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `threatloom-${name}-`)));
  folders.push(folder);
  return folder;
}

/** Packs the extension as it is now, into a file of its own. */
export function packExtension(): string {
  const file = join(folderFor("vsix"), "threatloom.vsix");
  execFileSync(process.execPath, [join(repository, "scripts/bundle-vscode.mjs"), file], { stdio: "pipe" });
  return file;
}

/** The part of the zip reader that tests use. */
interface Zip {
  readEntry(): void;
  on(event: "entry", listener: (entry: { fileName: string }) => void): void;
  on(event: "end" | "error", listener: (error?: Error) => void): void;
  openReadStream(entry: object, done: (error: Error | null, stream: NodeJS.ReadableStream) => void): void;
}
interface Yauzl {
  open: (file: string, options: object, done: (error: Error | null, zip: Zip) => void) => void;
}

/** Reads every file of a package, in the order they stand in it. */
export function readPackage(file: string): Promise<Entry[]> {
  const { open } = require("yauzl") as Yauzl;
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const entries: Entry[] = [];
      zip.on("error", reject);
      zip.on("end", () => {
        resolve(entries);
      });
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) {
            reject(failure);
            return;
          }
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("end", () => {
            entries.push({ name: entry.fileName, bytes: Buffer.concat(parts) });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** Unpacks a package as an editor does and gives the folder of the extension in it. */
export async function unpack(file: string): Promise<string> {
  const folder = folderFor("unpacked");
  for (const { name, bytes } of await readPackage(file)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return join(folder, "extension");
}

/** What a stand-in editor is started with. */
export interface HostOptions {
  folder: string;
  settings?: Record<string, unknown>;
  /** Says that the machine is another one. */
  platform?: string;
}

/** A process that runs the extension. */
export interface Host {
  do<T = unknown>(name: string, ...given: unknown[]): Promise<T>;
  /** Asks again and again until something is as wanted; fails after ten seconds with what it was. */
  until<T>(name: string, wanted: (value: T) => boolean): Promise<T>;
  close(): Promise<void>;
}

/** Starts the extension of a folder in a stand-in editor. */
export function startHost(extension: string, { settings = {}, ...options }: HostOptions): Host {
  const child = fork(
    join(import.meta.dirname, "fake/host.cjs"),
    [extension, JSON.stringify({ settings, ...options })],
    {
      env: { ...process.env, THREATLOOM_TEST_FOLDER: options.folder },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [],
    },
  );
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  child.on("message", (answer: { id: number; value?: unknown; error?: string }) => waiting.get(answer.id)?.(answer));
  let asked = 0;
  const perform = <T>(name: string, ...given: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      waiting.set(id, ({ value, error }) => {
        if (error === undefined) resolve(value as T);
        else reject(new Error(error));
      });
      child.send({ id, name, given });
    });
  const host: Host = {
    do: perform,
    until: async <T>(name: string, wanted: (value: T) => boolean) => {
      for (let tries = 0; ; tries++) {
        const value = await perform<T>(name);
        if (wanted(value)) return value;
        if (tries === 100) throw new Error(`it is still ${JSON.stringify(value)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
  hosts.push(host);
  return host;
}
