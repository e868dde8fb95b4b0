/** A coordinate to two decimals, as short as it goes. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** A rectangle as a path command; negative sizes draw to the left or upwards. */
export const box = (x: number, y: number, width: number, height: number): string =>
  width === 0 || height === 0 ? "" : `M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}z`;
