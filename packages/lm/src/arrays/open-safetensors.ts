import { basename } from "node:path";
import type { FullRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { arrayRows } from "./array-rows.ts";
import { logitRecording } from "./logit-recording.ts";
import { openFile } from "./positioned-file.ts";
import { findLogits } from "./safetensors-header.ts";

/** Opens logits in a safetensors file: [tokens, vocabulary] or [documents, tokens, vocabulary] under the key given, "logits", or the only one there is. */
export async function openSafetensors(path: string, options: OpenOptions = {}): Promise<FullRecording> {
  const file = await openFile("openRecording", path);
  try {
    const place = await findLogits(file, basename(path), options.key);
    return await logitRecording(arrayRows(file, place), options);
  } catch (cause) {
    await file.close();
    throw cause;
  }
}
