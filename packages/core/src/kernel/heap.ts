/// <reference lib="esnext.disposable" />
import { RelentError } from "../error.ts";
import { type Memory, reserve, sharedMemory, stage } from "./memory.ts";

/** Gives arrays back that were taken since it was made. */
export interface HeapScope {
  /** Gives them back; their memory may be handed out again, so that they must not be used any more. */
  free(): void;
  /** The same, so that `using scope = heap.scope()` frees at the end of its block. */
  [Symbol.dispose](): void;
}

/** What the library's own memory can do. */
export interface Heap {
  /** An array of n doubles. */
  f64(n: number): Float64Array;
  /** An array of n single-precision numbers. */
  f32(n: number): Float32Array;
  /** Marks where the heap stands; freeing it gives back what was taken since. */
  scope(): HeapScope;
  /** Sets how many bytes there are for arrays; only before the first use. */
  reserve(bytes: number): void;
}

let top = 0;

function room(): Memory | undefined {
  const memory = sharedMemory();
  if (top === 0) top = stage.end;
  return memory;
}

function take(fn: string, n: number, width: number): number {
  if (!Number.isInteger(n) || n < 0) {
    throw new RelentError("invalid-argument", `${fn}: n = ${n}; it must be a whole number ≥ 0`, { value: n });
  }
  const at = Math.ceil(top / 16) * 16;
  const size = sharedMemory()!.buffer.byteLength;
  if (at + n * width > size) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${n * width} bytes asked of a heap with ${Math.max(0, size - at)} left; free a scope, or heap.reserve more before its first use`,
      { value: n },
    );
  }
  top = at + n * width;
  return at;
}

/**
 * The library's own memory: measures read arrays that live in it without a copy.
 *
 * It reserves its maximum, 256 MiB unless `reserve` was called before, when it is first used, and never grows, so that
 * arrays stay valid. Arrays are views, zeroed, aligned to 16 bytes, and are given back by scopes, last in first out.
 * Where there is no WebAssembly they are ordinary arrays.
 *
 * @throws RelentError "invalid-argument" when the heap is full, or reserved too late.
 * @example
 * ```ts
 * const scope = heap.scope();
 * const p = heap.f64(2).fill(0.5);
 * kl(p, [0.5, 0.5]) // 0
 * scope.free() // undefined
 * ```
 */
export const heap: Heap = {
  f64(n) {
    const memory = room();
    return memory === undefined
      ? new Float64Array(n)
      : new Float64Array(memory.buffer, take("heap.f64", n, 8), n).fill(0);
  },
  f32(n) {
    const memory = room();
    return memory === undefined
      ? new Float32Array(n)
      : new Float32Array(memory.buffer, take("heap.f32", n, 4), n).fill(0);
  },
  scope() {
    room();
    const mark = top;
    const free = () => {
      top = Math.min(top, mark);
    };
    return { free, [Symbol.dispose ?? Symbol.for("Symbol.dispose")]: free } as HeapScope;
  },
  reserve,
};
