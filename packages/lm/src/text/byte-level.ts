/** Bytes that byte-level vocabularies write as themselves: printable Latin-1 without the space. */
const PRINTABLE: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
];

const printable = (byte: number): boolean => PRINTABLE.some(([low, high]) => byte >= low && byte <= high);

/**
 * The byte of each character of a byte-level vocabulary: printable bytes stand for themselves, the others, in order, for
 * the characters from U+0100 on.
 *
 * Source: the byte encoder of GPT-2 (Radford et al. 2019), which byte-level BPE vocabularies share.
 */
const BYTE_OF: ReadonlyMap<string, number> = (() => {
  const bytes = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    bytes.set(String.fromCharCode(printable(byte) ? byte : next++), byte);
  }
  return bytes;
})();

const encoder = new TextEncoder();

/** The bytes that a token of a byte-level vocabulary stands for; a character outside of the alphabet is its own UTF-8. */
export function byteLevelBytes(token: string): Uint8Array {
  return Uint8Array.from(
    [...token].flatMap((character) => {
      const byte = BYTE_OF.get(character);
      return byte === undefined ? [...encoder.encode(character)] : [byte];
    }),
  );
}

const SINGLE_BYTE = /^<0x([0-9A-Fa-f]{2})>$/;

/** The bytes of a token of a SentencePiece vocabulary: ▁ is a space, `<0x0A>` is a byte. */
export function sentencePieceBytes(token: string): Uint8Array {
  const byte = SINGLE_BYTE.exec(token)?.[1];
  return byte === undefined
    ? encoder.encode(token.replaceAll("▁", " "))
    : Uint8Array.of(Number.parseInt(byte, 16));
}
