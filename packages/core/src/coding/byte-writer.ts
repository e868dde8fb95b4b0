/** Bytes in the making. */
export interface ByteWriter {
  byte(value: number): void;
  /** A whole number below 2⁵³, seven bits a byte, lowest first (LEB128). */
  whole(value: number): void;
  /** 32 bits, lowest byte first. */
  word(value: number): void;
  /** Bytes that will not change any more. */
  bytes(values: Uint8Array): void;
  /** What has been written. */
  done(): Uint8Array;
}

/** From here on bytes are kept as they are given, and copied once, at the end. */
const LONG = 1024;

export function byteWriter(): ByteWriter {
  const parts: Uint8Array[] = [];
  let room = new Uint8Array(256);
  let length = 0;
  const need = (more: number): void => {
    if (length + more <= room.length) return;
    const wider = new Uint8Array(Math.max(2 * room.length, length + more));
    wider.set(room);
    room = wider;
  };
  const byte = (value: number): void => {
    need(1);
    room[length++] = value;
  };
  return {
    byte,
    whole(value) {
      let rest = value;
      while (rest >= 128) {
        byte((rest % 128) + 128);
        rest = Math.floor(rest / 128);
      }
      byte(rest);
    },
    word(value) {
      for (let shift = 0; shift < 32; shift += 8) byte((value >>> shift) & 255);
    },
    bytes(values) {
      if (values.length >= LONG) {
        parts.push(room.slice(0, length), values);
        length = 0;
        return;
      }
      need(values.length);
      room.set(values, length);
      length += values.length;
    },
    done() {
      const all = [...parts, room.subarray(0, length)];
      const out = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of all) {
        out.set(part, at);
        at += part.length;
      }
      return out;
    },
  };
}
