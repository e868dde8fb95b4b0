/** A state of the coder lies in 2³¹ … 2⁶³ − 1; symbol i is coded by state i mod 2. */
const LOWEST: u64 = 1 << 31;

let at: usize = 0;

// Words are always written and read, and kept if the state is at its bound: one branch in five would be foretold wrongly.

// @ts-ignore: decorator
@inline
function push(x: u64, start: u64, f: u64, bits: u64): u64 {
  const full = (x >= f << (63 - bits)) as u32;
  store<u32>(at - 4, x as u32);
  at -= full << 2;
  const state = x >> ((full << 5) as u64);
  const quotient = state / f;
  return (quotient << bits) + (state - quotient * f) + start;
}

// @ts-ignore: decorator
@inline
function pull(x: u64): u64 {
  const low = (x < LOWEST) as u32;
  const next = select<u64>((x << 32) | (load<u32>(at) as u64), x, low);
  at += low << 2;
  return next;
}

// @ts-ignore: decorator
@inline
function entryOf<T>(symbols: usize, i: i32, below: usize): usize {
  return below + ((load<T>(symbols + <usize>i * sizeof<T>()) as usize) << 2);
}

// @ts-ignore: decorator
@inline
function encode<T>(symbols: usize, n: i32, below: usize, precision: u32, end: usize): usize {
  const bits = precision as u64;
  let x = LOWEST;
  let y = LOWEST;
  at = end;
  let i = n - 1;
  if (n & 1) {
    const entry = entryOf<T>(symbols, i, below);
    const start = load<u32>(entry);
    x = push(x, start, load<u32>(entry, 4) - start, bits);
    i--;
  }
  for (; i > 0; i -= 2) {
    const odd = entryOf<T>(symbols, i, below);
    const even = entryOf<T>(symbols, i - 1, below);
    const oddStart = load<u32>(odd);
    const evenStart = load<u32>(even);
    y = push(y, oddStart, load<u32>(odd, 4) - oddStart, bits);
    x = push(x, evenStart, load<u32>(even, 4) - evenStart, bits);
  }
  store<u64>(at - 16, x);
  store<u64>(at - 8, y);
  return at - 16;
}

// @ts-ignore: decorator
@inline
function find(slot: u32, below: usize, first: usize, shift: u32): usize {
  let entry = below + ((load<u16>(first + ((slot >> shift) << 1)) as usize) << 2);
  while (load<u32>(entry, 4) <= slot) entry += 4;
  return entry;
}

// @ts-ignore: decorator
@inline
function pass(x: u64, slot: u32, entry: usize, bits: u64): u64 {
  const start = load<u32>(entry);
  return ((load<u32>(entry, 4) - start) as u64) * (x >> bits) + ((slot - start) as u64);
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
  const bits = precision as u64;
  const mask: u32 = (1 << precision) - 1;
  let x = load<u64>(from);
  let y = load<u64>(from, 8);
  at = from + 16;
  let i = 0;
  for (; i < n - 1; i += 2) {
    const evenSlot = (x as u32) & mask;
    const oddSlot = (y as u32) & mask;
    const even = find(evenSlot, below, first, shift);
    const odd = find(oddSlot, below, first, shift);
    store<T>(out + <usize>i * sizeof<T>(), ((even - below) >> 2) as T);
    store<T>(out + <usize>(i + 1) * sizeof<T>(), ((odd - below) >> 2) as T);
    x = pull(pass(x, evenSlot, even, bits));
    y = pull(pass(y, oddSlot, odd, bits));
    if (at > end) return 0;
  }
  if (i < n) {
    const slot = (x as u32) & mask;
    const entry = find(slot, below, first, shift);
    store<T>(out + <usize>i * sizeof<T>(), ((entry - below) >> 2) as T);
    x = pull(pass(x, slot, entry, bits));
  }
  return (at == end && x == LOWEST && y == LOWEST) as i32;
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
