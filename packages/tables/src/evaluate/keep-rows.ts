import { RelentError } from "@relent/core";

/** Rows kept of a stream, as parallel lists in the order of the table. */
export interface KeptRows {
  readonly length: number;
  /** How many rows are kept at most: those of the smallest ranks, ties by number. */
  readonly size: number;
  readonly ranks: Float64Array;
  /** Numbers of the rows. */
  readonly rows: Float64Array;
  /** How many numbers a row has. */
  readonly width: number;
  /** `width` numbers a row, row after row. */
  readonly values: Float64Array;
  readonly labels: Int32Array;
  readonly weights: Float64Array | null;
  readonly groups: readonly (string | number)[] | null;
}

/** Takes rows one by one and keeps those of the smallest ranks. */
export interface RowKeeper {
  /** Whether a row of this rank may be among them; cheap, so that most rows are passed over. */
  wants(rank: number): boolean;
  /** Keeps a row that is wanted: `columns[c][at]` are its numbers. */
  take(
    rank: number,
    row: number,
    columns: readonly ArrayLike<number>[],
    at: number,
    label: number,
    weight: number,
    group: string | number,
  ): void;
  kept(): KeptRows;
}

/**
 * A row's rank in an even draw: a seeded mix of its number (the finaliser of MurmurHash3), in [0, 1).
 *
 * The rows of the smallest ranks are an even sample, the same however a table is read or cut into parts.
 */
export function drawOf(row: number, seed: number): number {
  let h =
    Math.imul(row >>> 0, 0x9e3779b1) ^
    Math.imul(Math.floor(row / 2 ** 32) + 1, 0x85ebca6b) ^
    Math.imul(seed + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** What of a row is kept beside its numbers. */
export interface KeptShape {
  readonly width: number;
  readonly weighted: boolean;
  readonly grouped: boolean;
}

/** Keeps the `size` rows of the smallest ranks, ties by number; twice as many are held and thinned at once. */
export function keepRows(size: number, { width, weighted, grouped }: KeptShape): RowKeeper {
  const room = 2 * size;
  const ranks = new Float64Array(room);
  const rows = new Float64Array(room);
  const values = new Float64Array(room * width);
  const labels = new Int32Array(room);
  const weights = new Float64Array(weighted ? room : 0);
  let groups: (string | number)[] = [];
  let held = 0;
  let limit = Number.POSITIVE_INFINITY;

  /** Puts the given places first, in their order, which rises. */
  const keep = (places: readonly number[] | Uint32Array): void => {
    places.forEach((from: number, to: number) => {
      ranks[to] = ranks[from]!;
      rows[to] = rows[from]!;
      values.copyWithin(to * width, from * width, (from + 1) * width);
      labels[to] = labels[from]!;
      if (weighted) weights[to] = weights[from]!;
    });
    if (grouped) groups = Array.from(places, (from) => groups[from]!);
    held = places.length;
  };
  const thin = (): void => {
    if (held <= size) return;
    const order = Uint32Array.from({ length: held }, (_, i) => i).sort(
      (a, b) => ranks[a]! - ranks[b]! || rows[a]! - rows[b]!,
    );
    limit = ranks[order[size - 1]!]!;
    keep(order.subarray(0, size).sort());
  };

  return {
    wants: (rank) => rank <= limit,
    take(rank, row, columns, at, label, weight, group) {
      if (held === room) thin();
      ranks[held] = rank;
      rows[held] = row;
      for (let c = 0; c < width; c++) values[held * width + c] = columns[c]![at]!;
      labels[held] = label;
      if (weighted) weights[held] = weight;
      if (grouped) groups.push(group);
      held++;
    },
    kept() {
      thin();
      return {
        length: held,
        size,
        width,
        ranks: ranks.slice(0, held),
        rows: rows.slice(0, held),
        values: values.slice(0, held * width),
        labels: labels.slice(0, held),
        weights: weighted ? weights.slice(0, held) : null,
        groups: grouped ? groups.slice(0, held) : null,
      };
    },
  };
}

/** The rows that would have been kept of both tables; the second's numbers are `shift` higher there than in its own. */
export function mergeKept(a: KeptRows, b: KeptRows, shift = 0): KeptRows {
  if (a.size !== b.size || a.width !== b.width) {
    throw new RelentError(
      "incompatible",
      `mergeKept: ${b.size} rows of ${b.width} numbers into ${a.size} of ${a.width}; both must be alike`,
    );
  }
  const weighted = a.weights !== null || b.weights !== null;
  const grouped = a.groups !== null || b.groups !== null;
  const keeper = keepRows(a.size, { width: a.width, weighted, grouped });
  for (const [kept, by] of [[a, 0] as const, [b, shift] as const]) {
    const columns = Array.from({ length: a.width }, (_, c) =>
      kept.ranks.map((_, i) => kept.values[i * a.width + c]!),
    );
    for (let i = 0; i < kept.length; i++) {
      if (!keeper.wants(kept.ranks[i]!)) continue;
      const [label, weight, group] = [kept.labels[i]!, kept.weights?.[i] ?? 1, kept.groups?.[i] ?? ""];
      keeper.take(kept.ranks[i]!, kept.rows[i]! + by, columns, i, label, weight, group);
    }
  }
  return keeper.kept();
}
