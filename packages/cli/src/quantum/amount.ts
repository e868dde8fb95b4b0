/** A number as sentences have it: four digits, ∞. */
export const digits = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "∞";

/** `1 bit`, `2 bits`. */
export const amount = (value: number, unit: string): string =>
  `${digits(value)} ${digits(value) === "1" ? unit.replace(/s$/, "") : unit}`;

/** `1 state`, `2 states`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
