// Two matrices side by side, each in a lane of its own: an entry is re and im of both, 32 bytes, a real number 16.

/** The address of a complex entry by its place. */
// @ts-ignore: decorator
@inline
export function entry(base: usize, index: i32): usize {
  return base + ((index as usize) << 5);
}

/** The address of a real number of both by its place. */
// @ts-ignore: decorator
@inline
export function pair(base: usize, index: i32): usize {
  return base + ((index as usize) << 4);
}

// @ts-ignore: decorator
@inline
export function re(place: usize): v128 {
  return v128.load(place);
}

// @ts-ignore: decorator
@inline
export function im(place: usize): v128 {
  return v128.load(place, 16);
}

// @ts-ignore: decorator
@inline
export function put(place: usize, r: v128, i: v128): void {
  v128.store(place, r);
  v128.store(place, i, 16);
}

// @ts-ignore: decorator
@inline
export function both(a: f64, b: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(a), 1, b);
}

/** 1/x, 0 for 0. */
// @ts-ignore: decorator
@inline
export function inverse(x: v128): v128 {
  return v128.and(f64x2.div(f64x2.splat(1), x), f64x2.gt(x, f64x2.splat(0)));
}
