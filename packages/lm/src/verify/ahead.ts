/** The outcome of one task: its value, or why there is none. */
export type Settled<T> = { readonly value: T } | { readonly reason: unknown };

/**
 * Runs a task for each item and yields the outcomes in the items' order, with up to `width` tasks under way at once.
 *
 * Breaking off the loop starts no further task; those under way end unheard.
 */
export async function* ahead<Item, T>(
  items: Iterable<Item>,
  width: number,
  task: (item: Item) => Promise<T>,
): AsyncGenerator<readonly [Item, Settled<T>]> {
  const queue: { item: Item; outcome: Promise<Settled<T>> }[] = [];
  const start = (item: Item): void => {
    const outcome = task(item).then(
      (value): Settled<T> => ({ value }),
      (reason: unknown): Settled<T> => ({ reason }),
    );
    queue.push({ item, outcome });
  };
  for (const item of items) {
    start(item);
    if (queue.length < width) continue;
    const { item: first, outcome } = queue.shift()!;
    yield [first, await outcome];
  }
  for (const { item, outcome } of queue) yield [item, await outcome];
}
