/** Sums by cell, `width` numbers each, in one list that grows; a cell takes room when it first comes. */
export interface CellSlab {
  /** The sums, cell after cell in the order in which they came; another list after `make`. */
  values: Float64Array;
  /** What each cell is called. */
  readonly keys: number[];
  /** Makes room for a cell; its place. */
  make(key: number): number;
  /** A number of each of some places (all of them, in order, when left out). */
  column(field: number, places?: readonly number[]): number[];
}

export function cellSlab(width: number): CellSlab {
  const keys: number[] = [];
  const slab: CellSlab = {
    values: new Float64Array(64 * width),
    keys,
    make(key) {
      const place = keys.length;
      if ((place + 1) * width > slab.values.length) {
        const wider = new Float64Array(2 * slab.values.length);
        wider.set(slab.values);
        slab.values = wider;
      }
      keys.push(key);
      return place;
    },
    column: (field, places) =>
      places === undefined
        ? keys.map((_, place) => slab.values[place * width + field]!)
        : places.map((place) => slab.values[place * width + field]!),
  };
  return slab;
}
