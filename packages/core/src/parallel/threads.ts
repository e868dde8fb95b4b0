import { type ErrorCode, RelentError } from "../error.ts";
import type { Answer, Task } from "./message.ts";

/** A worker, whatever the platform calls it. */
interface Thread {
  post(task: Task, transfer: readonly ArrayBuffer[]): void;
  stop(): void;
}

interface Waiting {
  readonly resolve: (values: Float64Array) => void;
  readonly reject: (error: unknown) => void;
}

type Post = (message: unknown, transfer: readonly ArrayBuffer[]) => void;

/** The part of Node's Worker that is used here. */
interface NodeWorker {
  readonly postMessage: Post;
  on(event: string, listen: (value: never) => void): void;
  terminate(): Promise<number>;
  unref(): void;
  ref(): void;
}

async function start(
  script: URL,
  listen: (answer: Answer) => void,
  fail: (error: unknown) => void,
): Promise<Thread> {
  if (typeof (globalThis as { process?: unknown }).process === "object") {
    const node = "node:worker_threads";
    const { Worker } = (await import(/* @vite-ignore */ node)) as { Worker: new (script: URL) => NodeWorker };
    const worker = new Worker(script);
    worker.on("message", listen);
    worker.on("error", fail);
    worker.unref();
    return {
      post: (task, transfer) => worker.postMessage(task, transfer),
      stop: () => void worker.terminate(),
    };
  }
  const worker = new Worker(script, { type: "module" });
  worker.onmessage = ({ data }) => listen(data as Answer);
  worker.onerror = fail;
  return {
    post: (task, transfer) => worker.postMessage(task, [...transfer]),
    stop: () => worker.terminate(),
  };
}

function revive({ code, message, index, value }: NonNullable<Answer["error"]>): Error {
  if (code === "internal") return new Error(message);
  return new RelentError(code as ErrorCode, message, { ...(index !== undefined && { index }), value });
}

/** A pool that answers tasks in any order; each thread holds at most one and takes the next when it is done. */
export interface Pool {
  readonly size: number;
  ask(task: Omit<Task, "id">, transfer: readonly ArrayBuffer[]): Promise<Float64Array>;
  close(): void;
}

export async function openPool(size: number, script: URL): Promise<Pool> {
  const waiting = new Map<number, Waiting>();
  const queue: { readonly task: Task; readonly transfer: readonly ArrayBuffer[] }[] = [];
  const idle: Thread[] = [];
  const busy = new Map<number, Thread>();
  let alive: ReturnType<typeof setInterval> | undefined;
  let last = 0;
  /** Why nothing more is answered: one dead thread would keep its task, and those after it, waiting for ever. */
  let closed: unknown;
  const settle = () => {
    while (idle.length > 0 && queue.length > 0) {
      const thread = idle.pop()!;
      const { task, transfer } = queue.shift()!;
      busy.set(task.id, thread);
      thread.post(task, transfer);
    }
    if (waiting.size > 0) alive ??= setInterval(() => {}, 1e6);
    else if (alive !== undefined) {
      clearInterval(alive);
      alive = undefined;
    }
  };
  const listen = ({ id, values, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    idle.push(busy.get(id)!);
    busy.delete(id);
    if (values) one?.resolve(values);
    else one?.reject(revive(error!));
    settle();
  };
  const fail = (cause: unknown) => {
    closed ??= cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
    settle();
  };
  const threads = await Promise.all(Array.from({ length: size }, () => start(script, listen, fail)));
  idle.push(...threads);
  return {
    size,
    ask: (task, transfer) =>
      new Promise((resolve, reject) => {
        if (closed !== undefined) return reject(closed);
        const id = ++last;
        waiting.set(id, { resolve, reject });
        queue.push({ task: { ...task, id }, transfer });
        settle();
      }),
    close() {
      for (const thread of threads) thread.stop();
      fail(new RelentError("interrupted", "parallel: the threads are closed; open others with parallel(n)"));
    },
  };
}
