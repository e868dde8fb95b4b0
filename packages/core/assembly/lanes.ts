/** a·b + c: fused where the engine has relaxed SIMD, so that its last bit depends on the host. */
// @ts-ignore: decorator
@inline
export function madd64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function madd32(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * The k-th number of a table in every lane. V8 spells a constant vector out in three or four instructions at every use,
 * and loads one in one: the kernels' loops are a third faster with their constants in memory.
 */
// @ts-ignore: decorator
@inline
export function at64(table: usize, k: usize): v128 {
  return v128.load64_splat(table + (k << 3));
}

// @ts-ignore: decorator
@inline
export function at32(table: usize, k: usize): v128 {
  return v128.load32_splat(table + (k << 2));
}

// @ts-ignore: decorator
@inline
export function sum64(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** The four f32 lanes added to two f64 lanes. */
// @ts-ignore: decorator
@inline
export function widen(v: v128): v128 {
  return f64x2.add(
    f64x2.promote_low_f32x4(v),
    f64x2.promote_low_f32x4(i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)),
  );
}

// @ts-ignore: decorator
@inline
export function max32(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

let seen: v128 = i64x2.splat(0);

/**
 * Reads a number of every cache line of two stretches, all at once, so that their misses overlap: the long bodies of the
 * kernels leave the processor no room to look ahead by itself, and from memory they are 1.7 times as fast with it.
 */
// @ts-ignore: decorator
@inline
export function touch(p: usize, q: usize, bytes: usize): void {
  let all = i64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 64) {
    all = v128.or(all, v128.or(v128.load64_zero(p + i), v128.load64_zero(q + i)));
  }
  seen = all;
}
