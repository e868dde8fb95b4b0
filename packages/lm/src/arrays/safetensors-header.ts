import { RelentError } from "@relent/core";
import type { ArrayPlace } from "./array-rows.ts";
import { NUMBER_TYPES } from "./number-types.ts";
import type { PositionedFile } from "./positioned-file.ts";

/** More than any header of logits takes. */
const MOST_HEADER = 100 * 2 ** 20;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const lengthOf = (head: Uint8Array): number =>
  Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));

/** Whether a file begins as safetensors do: the length of a header, then JSON. */
export function looksLikeSafetensors(head: Uint8Array): boolean {
  if (head.length < 10 || head[8] !== 0x7b) return false;
  const length = lengthOf(head);
  return length >= 2 && length <= MOST_HEADER;
}

function choose(entries: Readonly<Record<string, Entry>>, name: string, key: string | undefined): Entry {
  const keys = Object.keys(entries).filter((one) => one !== "__metadata__");
  const likely = keys.filter((one) => entries[one]!.dtype in NUMBER_TYPES && entries[one]!.shape.length > 0);
  const chosen = key ?? (keys.includes("logits") ? "logits" : likely.length === 1 ? likely[0]! : undefined);
  if (chosen !== undefined && keys.includes(chosen)) return entries[chosen]!;
  throw new RelentError(
    "unreadable",
    chosen === undefined
      ? `openRecording: ${name} holds ${keys.length} arrays; choose one by its key: ${keys.slice(0, 20).join(", ")}`
      : `openRecording: ${name} holds no array ${chosen}; there are ${keys.slice(0, 20).join(", ")}`,
    { value: chosen },
  );
}

/** Finds the logits in a safetensors file: the array of that key, the one called "logits", or the only one. */
export async function findLogits(
  file: PositionedFile,
  name: string,
  key: string | undefined,
): Promise<ArrayPlace> {
  const head = new Uint8Array(8);
  await file.read(head, 0);
  const length = lengthOf(head);
  if (length > file.size - 8) {
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} is cut off in its header; the whole file is needed`,
      {
        value: length,
      },
    );
  }
  const text = new Uint8Array(length);
  await file.read(text, 8);
  let entries: Readonly<Record<string, Entry>>;
  try {
    entries = JSON.parse(new TextDecoder().decode(text)) as Readonly<Record<string, Entry>>;
  } catch (cause) {
    throw new RelentError(
      "unreadable",
      `openRecording: the header of ${name} is no JSON; a safetensors file is allowed`,
      {
        value: name,
        cause,
      },
    );
  }
  const { dtype, shape, data_offsets } = choose(entries, name, key);
  return { format: "safetensors logits", type: dtype, shape, offset: 8 + length + data_offsets[0] };
}
