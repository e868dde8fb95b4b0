import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from "@duckdb/node-api";
import type { RunOptions } from "./engine.ts";
import { type FailureContext, failure, interrupted } from "./failure.ts";

/** Statements run one a connection; this lends connections out and makes another where none is free. */
export interface Connections {
  /** Runs `work` on a connection of its own, with cancellation, progress and one-line errors. */
  use<T>(
    context: FailureContext,
    options: RunOptions,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T>;
  /** Streams a statement's chunks; `read` sees each before the next is asked for. */
  stream<T>(
    context: FailureContext,
    options: RunOptions,
    sql: string,
    read: (result: DuckDBResult) => AsyncIterable<T>,
  ): AsyncIterable<T>;
  /** Interrupts what still runs, waits until it has stopped, and closes. */
  close(): Promise<void>;
}

const pollEveryMs = 100;

/** How long `close` waits for a stream that nobody reads to its end. */
const patienceMs = 5000;

async function prepare(connection: DuckDBConnection): Promise<DuckDBConnection> {
  await connection.run("SET enable_progress_bar = true");
  await connection.run("SET enable_progress_bar_print = false");
  return connection;
}

/** Watches a connection while a statement runs; the returned function ends the watch. */
function watch(connection: DuckDBConnection, { signal, onProgress }: RunOptions): () => void {
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  const timer =
    onProgress === undefined
      ? undefined
      : setInterval(() => {
          const { percentage } = connection.progress;
          if (percentage >= 0) {
            onProgress(Math.min(1, percentage / 100));
          }
        }, pollEveryMs);
  return () => {
    signal?.removeEventListener("abort", interrupt);
    clearInterval(timer);
  };
}

/** Lends out connections of one DuckDB instance. */
export function connections(instance: DuckDBInstance): Connections {
  const free: DuckDBConnection[] = [];
  const all = new Set<DuckDBConnection>();
  const running = new Set<Promise<void>>();

  const begin = (): (() => void) => {
    let settle: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      settle = resolve;
    });
    running.add(ended);
    return () => {
      running.delete(ended);
      settle();
    };
  };

  const borrow = async (): Promise<DuckDBConnection> => {
    const idle = free.pop();
    if (idle !== undefined) {
      return idle;
    }
    const made = await prepare(await instance.connect());
    all.add(made);
    return made;
  };

  return {
    async use(context, options, work) {
      if (options.signal?.aborted) {
        throw interrupted(context.doing);
      }
      const end = begin();
      try {
        const connection = await borrow();
        const unwatch = watch(connection, options);
        try {
          return await work(connection);
        } catch (cause) {
          throw options.signal?.aborted ? interrupted(context.doing, cause) : failure(cause, context);
        } finally {
          unwatch();
          free.push(connection);
        }
      } finally {
        end();
      }
    },
    async *stream(context, options, sql, read) {
      if (options.signal?.aborted) {
        throw interrupted(context.doing);
      }
      const end = begin();
      try {
        const connection = await borrow();
        const unwatch = watch(connection, options);
        let done = false;
        try {
          yield* read(await connection.stream(sql));
          done = true;
        } catch (cause) {
          throw options.signal?.aborted ? interrupted(context.doing, cause) : failure(cause, context);
        } finally {
          unwatch();
          if (done) {
            free.push(connection);
          } else {
            all.delete(connection);
            connection.closeSync();
          }
        }
      } finally {
        end();
      }
    },
    async close() {
      for (const connection of all) {
        if (!free.includes(connection)) {
          connection.interrupt();
        }
      }
      let timer: NodeJS.Timeout | undefined;
      const tired = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([Promise.all(running), tired]);
      clearTimeout(timer);
      for (const connection of all) {
        connection.closeSync();
      }
    },
  };
}
