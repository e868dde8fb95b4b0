/** Four tables of 256: what a byte does to the sum when 0 to 3 more bytes follow. */
const TABLES: Uint32Array = new Uint32Array(1024);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLES[byte] = value;
}
for (let i = 256; i < 1024; i++) {
  const before = TABLES[i - 256]!;
  TABLES[i] = (before >>> 8) ^ TABLES[before & 255]!;
}

/**
 * CRC-32 of bytes, the checksum of gzip and PNG (reflected polynomial 0xEDB88320), as an integer below 2³².
 *
 * `before` is the checksum of what comes before them, so that parts can be summed one after the other.
 *
 * @see ISO/IEC 3309; RFC 1952, §8.
 * @example
 * ```ts
 * crc32(new TextEncoder().encode("123456789")) // 0xcbf43926
 * ```
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let sum = ~before;
  const whole = bytes.length - (bytes.length % 4);
  for (let i = 0; i < whole; i += 4) {
    sum ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    sum =
      TABLES[768 + (sum & 255)]! ^
      TABLES[512 + ((sum >>> 8) & 255)]! ^
      TABLES[256 + ((sum >>> 16) & 255)]! ^
      TABLES[sum >>> 24]!;
  }
  for (let i = whole; i < bytes.length; i++) sum = (sum >>> 8) ^ TABLES[(sum ^ bytes[i]!) & 255]!;
  return ~sum >>> 0;
}
