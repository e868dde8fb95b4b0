const WIDE = 500;
const NARROW = 290;
const CHARACTER = 6.4;
const MOST = 14;

/** A label below an axis. */
export interface AxisLabel {
  readonly text: string;
  /** Percent of the axis. */
  readonly x: number;
  readonly anchor: "start" | "middle" | "end";
  /** Whether it has room on a narrow page too. */
  readonly narrow: boolean;
}

interface Slot {
  readonly label: string;
  readonly x: number;
  readonly width: number;
  readonly aside?: boolean;
}

const shorten = (text: string): string => {
  const letters = [...text];
  return letters.length <= MOST ? text : `${letters.slice(0, 7).join("")}…${letters.slice(-6).join("")}`;
};

/** The order in which cells ask for a label: those apart, both ends, then ever finer halves. */
function inTurn(slots: readonly Slot[]): Slot[] {
  const main = slots.filter(({ aside }) => !aside);
  const last = main.length - 1;
  const rank = (i: number): number => {
    if (i === 0 || i === last) return 0;
    let step = 2 ** Math.ceil(Math.log2(Math.max(2, main.length)));
    while (i % step !== 0) step /= 2;
    return 1 / step;
  };
  return [
    ...slots.filter(({ aside }) => aside),
    ...main
      .map((slot, i) => ({ slot, rank: rank(i) }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ slot }) => slot),
  ];
}

/** Chooses labels that do not touch each other on a page of `width`, in turn. */
function place(slots: readonly Slot[], width: number): Map<Slot, { x: number; anchor: AxisLabel["anchor"] }> {
  const taken: [number, number][] = [];
  const placed = new Map<Slot, { x: number; anchor: AxisLabel["anchor"] }>();
  for (const slot of inTurn(slots)) {
    const size = shorten(slot.label).length * CHARACTER;
    const middle = ((slot.x + slot.width / 2) / 100) * width;
    const anchor = middle < size / 2 ? "start" : middle > width - size / 2 ? "end" : "middle";
    const left = anchor === "start" ? 0 : anchor === "end" ? width - size : middle - size / 2;
    if (taken.some(([from, to]) => left < to + 8 && left + size > from - 8)) continue;
    taken.push([left, left + size]);
    placed.set(slot, {
      x: anchor === "start" ? 0 : anchor === "end" ? 100 : slot.x + slot.width / 2,
      anchor,
    });
  }
  return placed;
}

/** Picks the labels of an axis for a wide page and marks those that a narrow page has room for. */
export function axisLabels(slots: readonly Slot[]): AxisLabel[] {
  const wide = place(slots, WIDE);
  const kept = place(
    [...wide.keys()].toSorted((a, b) => a.x - b.x),
    NARROW,
  );
  return Array.from(wide, ([slot, { x, anchor }]) => ({
    text: shorten(slot.label),
    x,
    anchor,
    narrow: kept.has(slot),
  }));
}
