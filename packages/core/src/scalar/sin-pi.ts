/** sin(πx), exact zeros at the integers: the argument is reduced without rounding. */
export function sinPi(x: number): number {
  const r = x % 2;
  const s = r > 1 ? r - 2 : r < -1 ? r + 2 : r;
  if (Math.abs(s) <= 0.25) return Math.sin(Math.PI * s);
  if (Math.abs(s) >= 0.75) return Math.sign(s) * Math.sin(Math.PI * (1 - Math.abs(s)));
  return Math.sign(s) * Math.cos(Math.PI * (Math.abs(s) - 0.5));
}

/** cot(πx), with the argument reduced without rounding. */
export function cotPi(x: number): number {
  const r = x % 1;
  const s = r > 0.5 ? r - 1 : r < -0.5 ? r + 1 : r;
  return Math.abs(s) <= 0.25
    ? 1 / Math.tan(Math.PI * s)
    : Math.sign(s) * Math.tan(Math.PI * (0.5 - Math.abs(s)));
}
