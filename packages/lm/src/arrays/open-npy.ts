import { basename } from "node:path";
import { RelentError } from "@relent/core";
import { npyHeader } from "@relent/core/npy";
import type { FullRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { arrayRows } from "./array-rows.ts";
import { logitRecording } from "./logit-recording.ts";
import { openFile } from "./positioned-file.ts";

/** Opens logits that `numpy.save` wrote: [tokens, vocabulary] or [documents, tokens, vocabulary], one row after the other. */
export async function openNpy(path: string, options: OpenOptions = {}): Promise<FullRecording> {
  const file = await openFile("openRecording", path);
  try {
    const head = new Uint8Array(Math.min(4096, file.size));
    await file.read(head, 0);
    const { type, shape, offset, fortranOrder } = npyHeader(head, basename(path));
    if (fortranOrder && shape.length > 1) {
      throw new RelentError(
        "unreadable",
        `openRecording: ${basename(path)} is laid out column by column; save numpy.ascontiguousarray(logits)`,
        { value: path },
      );
    }
    return await logitRecording(arrayRows(file, { format: "NumPy logits", type, shape, offset }), options);
  } catch (cause) {
    await file.close();
    throw cause;
  }
}
