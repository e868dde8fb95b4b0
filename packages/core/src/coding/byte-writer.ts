/** Bytes in the making. */
export interface ByteWriter {
  byte(value: number): void;
  /** A whole number below 2⁵³, seven bits a byte, lowest first (LEB128). */
  whole(value: number): void;
  /** 32 bits, lowest byte first. */
  word(value: number): void;
  bytes(values: Uint8Array): void;
  /** What has been written. */
  done(): Uint8Array;
}

export function byteWriter(): ByteWriter {
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
      need(values.length);
      room.set(values, length);
      length += values.length;
    },
    done: () => room.slice(0, length),
  };
}
