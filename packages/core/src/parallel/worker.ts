import { answerTask } from "./answer-task.ts";
import type { Task } from "./message.ts";

/** The thread's own end of the line, in Node and in browsers. */
interface Port {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
}

function serve(port: Port, task: Task): void {
  const answer = answerTask(task);
  port.postMessage(answer, answer.values ? [answer.values.buffer as ArrayBuffer] : []);
}

const node = "node:worker_threads";

if (typeof (globalThis as { process?: unknown }).process === "object") {
  void import(/* @vite-ignore */ node).then(({ parentPort }) => {
    parentPort.on("message", (task: Task) => serve(parentPort, task));
  });
} else {
  const port = globalThis as unknown as Port & { onmessage: (event: { data: Task }) => void };
  port.onmessage = ({ data }) => serve(port, data);
}
