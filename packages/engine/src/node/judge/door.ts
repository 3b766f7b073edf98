import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import { workerFile } from "../worker-file.js";
import type { JudgeData } from "./job.js";
import type { FileAnswer, FileQuestion } from "./types.js";

/** A project of tens of thousands of files is read within this time. */
const PATIENCE_MS = 120_000;

/** The thread that judges files, shared by all who ask in this process. */
interface Thread {
  port: MessagePort;
  /** Counts the answers that were given. */
  answered: Int32Array<SharedArrayBuffer>;
  asked: number;
}

let thread: Thread | null = null;
let scans = 0;

/**
 * Judges a file as somebody sees it with the rest of its project, and waits for the answer: for those who cannot await
 * one, such as lint rules. A thread reads the project when the first of its files is asked about, and again when files
 * changed. Never throws; what stands in the way is an answer too. The thread does not keep the process alive.
 */
export function judgeFile(question: FileQuestion): FileAnswer {
  try {
    return ask(question);
  } catch (error) {
    return problem(`the thread that reads the project cannot be started (${(error as Error).message})`);
  }
}

function problem(what: string): FileAnswer {
  return { kind: "problem", message: `The threat model cannot be read: ${what}.`, scans };
}

function ask(question: FileQuestion): FileAnswer {
  thread ??= start();
  if (thread === null) return problem("the compiled worker is missing; build or install threatloom anew");
  if (isBusy(thread)) return problem("an earlier question is still being worked on");
  thread.port.postMessage(question);
  // Only then: what cannot be sent is not waited for.
  thread.asked += 1;
  const answer = waitFor(thread);
  if (answer === null) return problem("it took too long; exclude what is no source in threatloom.yaml");
  scans = answer.scans;
  return answer;
}

function start(): Thread | null {
  const file = workerFile();
  if (file === null) return null;
  const { port1: port, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const workerData: JudgeData = { job: "judge", port: port2, answered };
  const worker = new Worker(file, { workerData, transferList: [port2], execArgv: [], stdout: true, stderr: true });
  const lost = (): void => {
    if (thread?.port === port) thread = null;
  };
  worker.on("error", lost).on("exit", lost);
  worker.unref();
  port.unref();
  return { port, answered, asked: 0 };
}

/** Whether an answer that somebody once gave up on is still to come; one that has come meanwhile is of no use any more. */
function isBusy({ port, answered, asked }: Thread): boolean {
  const given = Atomics.load(answered, 0);
  while (receiveMessageOnPort(port) !== undefined);
  return given < asked;
}

/** Waits for the answer to the last question; null where it does not come. */
function waitFor({ port, answered, asked }: Thread): FileAnswer | null {
  Atomics.wait(answered, 0, asked - 1, PATIENCE_MS);
  const received = receiveMessageOnPort(port);
  // As text: objects that cross threads belong to no realm that whoever asks may live in.
  return received === undefined ? null : (JSON.parse(String(received.message)) as FileAnswer);
}
