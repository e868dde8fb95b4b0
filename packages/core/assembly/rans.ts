/** The state of the coder lies in 2³¹ … 2⁶³ − 1. */
const LOWEST: u64 = 1 << 31;

// @ts-ignore: decorator
@inline
function encode<T>(symbols: usize, n: i32, below: usize, precision: u32, end: usize): usize {
  let at = end;
  let x = LOWEST;
  const bits = precision as u64;
  const room = 63 - bits;
  for (let i = n - 1; i >= 0; i--) {
    const entry = below + ((load<T>(symbols + <usize>i * sizeof<T>()) as usize) << 2);
    const start = load<u32>(entry) as u64;
    const f = (load<u32>(entry, 4) as u64) - start;
    if (x >= f << room) {
      at -= 4;
      store<u32>(at, x as u32);
      x >>= 32;
    }
    const quotient = x / f;
    x = (quotient << bits) + (x - quotient * f) + start;
  }
  at -= 8;
  store<u64>(at, x);
  return at;
}

// @ts-ignore: decorator
@inline
function decode<T>(
  from: usize,
  end: usize,
  out: usize,
  n: i32,
  below: usize,
  first: usize,
  shift: u32,
  precision: u32,
): i32 {
  let x = load<u64>(from);
  let at = from + 8;
  const bits = precision as u64;
  const mask: u32 = (1 << precision) - 1;
  for (let i = 0; i < n; i++) {
    const slot = (x as u32) & mask;
    let symbol = load<u16>(first + ((slot >> shift) << 1)) as u32;
    let entry = below + (symbol << 2);
    let next = load<u32>(entry, 4);
    while (next <= slot) {
      entry += 4;
      next = load<u32>(entry, 4);
    }
    const start = load<u32>(entry);
    store<T>(out + <usize>i * sizeof<T>(), ((entry - below) >> 2) as T);
    x = ((next - start) as u64) * (x >> bits) + ((slot - start) as u64);
    if (x < LOWEST) {
      if (at >= end) return 0;
      x = (x << 32) | (load<u32>(at) as u64);
      at += 4;
    }
  }
  return (at == end && x == LOWEST) as i32;
}

export function encode8(symbols: usize, n: i32, below: usize, precision: u32, end: usize): usize {
  return encode<u8>(symbols, n, below, precision, end);
}

export function encode16(symbols: usize, n: i32, below: usize, precision: u32, end: usize): usize {
  return encode<u16>(symbols, n, below, precision, end);
}

export function decode8(
  from: usize,
  end: usize,
  out: usize,
  n: i32,
  below: usize,
  first: usize,
  shift: u32,
  precision: u32,
): i32 {
  return decode<u8>(from, end, out, n, below, first, shift, precision);
}

export function decode16(
  from: usize,
  end: usize,
  out: usize,
  n: i32,
  below: usize,
  first: usize,
  shift: u32,
  precision: u32,
): i32 {
  return decode<u16>(from, end, out, n, below, first, shift, precision);
}
