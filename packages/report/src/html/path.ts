/** A coordinate to two decimals, as short as it goes. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** Nothing thinner than this can be seen. */
const LEAST = 0.05;

/** A rectangle as a path command; negative sizes draw to the left or upwards, and one too thin to see is left out. */
export const box = (x: number, y: number, width: number, height: number): string =>
  Math.abs(width) < LEAST || Math.abs(height) < LEAST
    ? ""
    : `M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}z`;
