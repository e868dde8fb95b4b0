const STRETCHES = 20;

/** The stretch that row `index` of `rows` lies in: of a single document, twenty of them stand for documents. */
export const stretchOf = (index: number, rows: number): number => Math.floor((index * STRETCHES) / rows);
