import type { MessagePort } from "node:worker_threads";
import { openJudge } from "./judge.js";
import type { FileAnswer, FileQuestion } from "./types.js";

/** What a judging thread is given. */
export interface JudgeData {
  job: "judge";
  /** Questions come in here and answers go out, as JSON. */
  port: MessagePort;
  /** One is added for every answer, and whoever waits for it is woken. */
  answered: Int32Array<SharedArrayBuffer>;
}

/** Runs in the thread: answers questions one after the other. */
export function run(raw: unknown): void {
  const { port, answered } = raw as JudgeData;
  const judge = openJudge();
  let last = Promise.resolve();
  const answer = async (question: FileQuestion): Promise<void> => {
    const text = JSON.stringify(await answerTo(judge, question));
    port.postMessage(text);
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  };
  port.on("message", (question: FileQuestion) => {
    last = last.then(() => answer(question));
  });
}

type Judge = ReturnType<typeof openJudge>;

/** Whoever asked waits: a bug of ours must be an answer as well. */
async function answerTo(judge: Judge, question: FileQuestion): Promise<FileAnswer> {
  try {
    return { ...(await judge.answer(question)), scans: judge.scans() };
  } catch (error) {
    const message = `The threat model cannot be read: ${(error as Error).message}.`;
    return { kind: "problem", message, scans: judge.scans() };
  }
}
