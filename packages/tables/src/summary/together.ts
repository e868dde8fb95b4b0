import type { RunOptions } from "@relent/engine";

/** A piece of work that stops when its signal says so. */
export type Task<T> = (options: RunOptions) => Promise<T>;

type Results<Tasks extends readonly Task<unknown>[]> = { [K in keyof Tasks]: Awaited<ReturnType<Tasks[K]>> };

/**
 * Runs tasks side by side; when one fails the others are stopped, and waited for, before its error is thrown.
 *
 * Nothing then reads on behind the back of a caller that closes the engine.
 */
export async function together<const Tasks extends readonly Task<unknown>[]>(
  options: RunOptions,
  tasks: Tasks,
): Promise<Results<Tasks>> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener("abort", stop);
  let failure: { readonly error: unknown } | null = null;
  const started = tasks.map(async (task) => {
    try {
      return await task({ ...options, signal: controller.signal });
    } catch (error) {
      failure ??= { error };
      stop();
      throw error;
    }
  });
  const settled = await Promise.allSettled(started);
  options.signal?.removeEventListener("abort", stop);
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
  return settled.map((s) => (s as PromiseFulfilledResult<unknown>).value) as Results<Tasks>;
}
