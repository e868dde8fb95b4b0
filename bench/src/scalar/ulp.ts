/** The size of one unit in the last place of x. */
export function ulp(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -1022) return 2 ** -1074;
  const exponent = Math.floor(Math.log2(size));
  const power = 2 ** (exponent - 52);
  return size < 2 ** exponent ? power / 2 : size >= 2 ** (exponent + 1) ? power * 2 : power;
}
