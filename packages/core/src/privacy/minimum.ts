const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where f is least between low and high, both above 0: the best of a geometric scan, then golden sections around it.
 *
 * The scan ends where `stop` says that nothing better can follow; the point is found to the relative `tolerance`.
 */
export function minimumAt(
  f: (x: number) => number,
  low: number,
  high: number,
  stop: (x: number, best: number, found: number) => boolean = () => false,
  tolerance = 1e-9,
): { at: number; value: number } {
  const ratio = 10 ** 0.125;
  let at = low;
  let value = f(low);
  for (let x = low * ratio; x <= high * ratio; x *= ratio) {
    const found = f(x);
    if (found < value) {
      value = found;
      at = x;
    }
    if (stop(x, value, found)) break;
  }
  let a = Math.log(at / ratio);
  let b = Math.log(at * ratio);
  let c = b - GOLDEN * (b - a);
  let d = a + GOLDEN * (b - a);
  let fc = f(Math.exp(c));
  let fd = f(Math.exp(d));
  while (b - a > tolerance) {
    if (fc < fd) {
      b = d;
      d = c;
      fd = fc;
      c = b - GOLDEN * (b - a);
      fc = f(Math.exp(c));
    } else {
      a = c;
      c = d;
      fc = fd;
      d = a + GOLDEN * (b - a);
      fd = f(Math.exp(d));
    }
  }
  const [point, least] = fc < fd ? [Math.exp(c), fc] : [Math.exp(d), fd];
  return least < value ? { at: point, value: least } : { at, value };
}
