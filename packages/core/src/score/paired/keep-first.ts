/** Keeps the first `top` of a stream by an order; memory by `top`. */
export interface FirstKeeper<Item> {
  /** Takes in an item. */
  add(item: Item): void;
  /** Those kept, in order. */
  kept(): Item[];
}

/** A keeper of the first `top` items by `order`, which must tell any two apart. */
export function keepFirst<Item>(top: number, order: (a: Item, b: Item) => number): FirstKeeper<Item> {
  let items: Item[] = [];
  let last: Item | undefined;
  const trim = (): void => {
    items = items.sort(order).slice(0, top);
    last = items.length === top ? items[top - 1] : undefined;
  };
  return {
    add(item) {
      if (last !== undefined && order(last, item) < 0) return;
      items.push(item);
      if (items.length >= 2 * top + 16) trim();
    },
    kept() {
      trim();
      return items.slice();
    },
  };
}
