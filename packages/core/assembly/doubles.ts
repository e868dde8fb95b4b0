/** The address of a double by its place in an array. */
// @ts-ignore: decorator
@inline
export function at(base: usize, index: i32): usize {
  return base + ((index as usize) << 3);
}

/** to + a·b, rounded twice, so that every host gives the same digits. */
// @ts-ignore: decorator
@inline
export function mac(to: v128, a: v128, b: v128): v128 {
  return f64x2.add(to, f64x2.mul(a, b));
}

/** to − a·b, rounded twice. */
// @ts-ignore: decorator
@inline
export function nmac(to: v128, a: v128, b: v128): v128 {
  return f64x2.sub(to, f64x2.mul(a, b));
}
