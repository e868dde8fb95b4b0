/** Keys by index, the largest at hand. */
export interface IndexedHeap {
  /** Index of the largest key. */
  top(): number;
  /** Its key. */
  topKey(): number;
  /** Gives an index another key. */
  set(index: number, key: number): void;
}

/** A binary heap over the indices of `keys`; equal keys are taken by the lower index. */
export function indexedHeap(keys: Float64Array): IndexedHeap {
  const n = keys.length;
  const heap = Uint32Array.from({ length: n }, (_, i) => i);
  const place = Uint32Array.from(heap);
  const above = (a: number, b: number): boolean => {
    const gap = keys[a]! - keys[b]!;
    return gap > 0 || (!(gap < 0) && keys[a] === keys[b] && a < b);
  };
  const put = (at: number, index: number): void => {
    heap[at] = index;
    place[index] = at;
  };
  const sink = (start: number): void => {
    const index = heap[start]!;
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= n) break;
      if (child + 1 < n && above(heap[child + 1]!, heap[child]!)) child++;
      if (!above(heap[child]!, index)) break;
      put(at, heap[child]!);
      at = child;
    }
    put(at, index);
  };
  const rise = (start: number): void => {
    const index = heap[start]!;
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!above(index, heap[parent]!)) break;
      put(at, heap[parent]!);
      at = parent;
    }
    put(at, index);
  };
  for (let at = (n >> 1) - 1; at >= 0; at--) sink(at);
  return {
    top: () => heap[0]!,
    topKey: () => keys[heap[0]!]!,
    set(index, key) {
      keys[index] = key;
      rise(place[index]!);
      sink(place[index]!);
    },
  };
}
