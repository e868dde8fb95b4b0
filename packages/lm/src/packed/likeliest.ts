/**
 * The ids of the `count` greatest of `logs`, in rising order of id; the first of equals. All of them where there are no
 * more.
 */
export function likeliest(logs: Float64Array, count: number): Uint32Array {
  if (logs.length <= count) return Uint32Array.from(logs, (_, id) => id);
  const heap = Uint32Array.from({ length: count }, (_, id) => id);
  /** Whether `a` goes before `b`: the less likely, the later of equals. */
  const worse = (a: number, b: number): boolean => logs[a]! < logs[b]! || (logs[a] === logs[b] && a > b);
  const sink = (from: number): void => {
    const id = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && worse(heap[child + 1]!, heap[child]!)) child++;
      if (!worse(heap[child]!, id)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = id;
  };
  for (let at = (count >> 1) - 1; at >= 0; at--) sink(at);
  for (let id = count; id < logs.length; id++) {
    if (logs[id]! > logs[heap[0]!]!) {
      heap[0] = id;
      sink(0);
    }
  }
  return heap.sort();
}
