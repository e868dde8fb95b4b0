/** The types of logits, as ../src/compare-full numbers them. */
export const F32: i32 = 0;
export const F16: i32 = 1;
export const BF16: i32 = 2;

/** 2¹¹², which brings the exponent of a half-precision number to where single precision has it. */
const LIFT: usize = memory.data<f32>([5.192296858534828e33], 16);

/** Four numbers of half precision, −Infinity as −65,536. */
// @ts-ignore: decorator
@inline
export function halves(at: usize): v128 {
  const bits = v128.load16x4_u(at);
  const size = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  const sign = i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16);
  return v128.or(f32x4.mul(size, v128.load32_splat(LIFT)), sign);
}

/** Four numbers of bfloat16: the upper halves of single precision. */
// @ts-ignore: decorator
@inline
export function brains(at: usize): v128 {
  return i32x4.shl(v128.load16x4_u(at), 16);
}

/** One number as single precision. */
function single(type: i32, at: usize, i: i32): f32 {
  if (type == F32) return load<f32>(at + (<usize>i << 2));
  const bits = <u32>load<u16>(at + (<usize>i << 1));
  if (type == BF16) return reinterpret<f32>(bits << 16);
  const size = bits & 0x7fff;
  const sign = (bits & 0x8000) << 16;
  if (size >= 0x7c00) return reinterpret<f32>(sign | 0x7f800000 | ((size & 0x3ff) << 13));
  return reinterpret<f32>(reinterpret<u32>(reinterpret<f32>(size << 13) * load<f32>(LIFT)) | sign);
}

/** Index of the first greatest number that `greatest` found. */
export let greatestAt: i32 = -1;

/** Numbers whose greatest is taken at once: where a greater one is found, only these are searched for it. */
const MANY: i32 = 512;
const ONE: usize = memory.data(16, 16);
/** All bits but the sign. */
const SIZE: usize = memory.data<u16>([0x7fff], 16);

// @ts-ignore: decorator
@inline
function top32(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/** The greatest of `bytes` of single precision, a multiple of 32; NaN is passed over. */
function topSingle(at: usize, bytes: usize): f32 {
  let one = v128.load(at);
  let other = v128.load(at, 16);
  for (let k: usize = 32; k < bytes; k += 32) {
    one = f32x4.pmax(one, v128.load(at + k));
    other = f32x4.pmax(other, v128.load(at + k, 16));
  }
  return top32(f32x4.max(one, other));
}

/** 16-bit numbers ordered as signed integers: the bits of negative ones are turned round. */
// @ts-ignore: decorator
@inline
function ordered(v: v128, size: v128): v128 {
  return v128.xor(v, v128.and(i16x8.shr_s(v, 15), size));
}

/** The same of `bytes` of 16-bit numbers; a NaN of either sign is the answer, where there is one. */
function topShort(type: i32, at: usize, bytes: usize): f32 {
  const size = v128.load16_splat(SIZE);
  let most = ordered(v128.load(at), size);
  let least = most;
  for (let k: usize = 16; k < bytes; k += 16) {
    const v = ordered(v128.load(at + k), size);
    most = i16x8.max_s(most, v);
    least = i16x8.min_s(least, v);
  }
  v128.store(ONE, most);
  let high = load<i16>(ONE);
  for (let k: usize = 2; k < 16; k += 2) high = max<i16>(high, load<i16>(ONE + k));
  v128.store(ONE, least);
  let low = load<i16>(ONE);
  for (let k: usize = 2; k < 16; k += 2) low = min<i16>(low, load<i16>(ONE + k));
  if (low < (type == F16 ? ~0x7c00 : ~0x7f80)) return NaN;
  store<i16>(ONE, high < 0 ? high ^ 0x7fff : high);
  return single(type, ONE, 0);
}
/** The greatest of n numbers; NaN where one of 16 bits is NaN. Sets `greatestAt`. */
export function greatest(type: i32, at: usize, n: i32): f32 {
  const width: usize = type == F32 ? 4 : 2;
  let top: f32 = -Infinity;
  greatestAt = -1;
  let from: i32 = 0;
  let i: i32 = 0;
  for (; i + 8 <= n; i += MANY) {
    const bytes = <usize>(min<i32>(MANY, n - i) & ~7) * width;
    const here = at + <usize>i * width;
    const found = type == F32 ? topSingle(here, bytes) : topShort(type, here, bytes);
    if (isNaN<f32>(found)) return NaN;
    if (found <= top) continue;
    top = found;
    from = i;
  }
  let late = top;
  for (i = n & ~7; i < n; i++) late = max<f32>(late, single(type, at, i));
  if (isNaN<f32>(late)) return NaN;
  if (late > top) from = n & ~7;
  for (i = from; i < n; i++) {
    if (single(type, at, i) != late) continue;
    greatestAt = i;
    break;
  }
  return late;
}
