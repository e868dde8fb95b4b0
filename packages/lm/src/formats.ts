import { looksLikeNpy } from "@relent/core/npy";
import { openNpy } from "./arrays/open-npy.ts";
import { openRowFolder } from "./arrays/open-row-folder.ts";
import { openSafetensors } from "./arrays/open-safetensors.ts";
import { looksLikeSafetensors } from "./arrays/safetensors-header.ts";
import { looksLikeKld } from "./kld/layout.ts";
import { openKld } from "./kld/read-kld.ts";
import { looksLikePacked } from "./packed/layout.ts";
import { openPacked } from "./packed/read-packed.ts";
import type { RecordingFormat } from "./recording-format.ts";
import { looksLikeResponses, openResponses } from "./responses/open-responses.ts";

/** Every kind of recording that `openRecording` knows, asked in this order. */
export const FORMATS: readonly RecordingFormat[] = [
  { name: "llama.cpp KLD", matches: ({ head }) => looksLikeKld(head), open: openKld },
  { name: "relent packed", matches: ({ head }) => looksLikePacked(head), open: openPacked },
  { name: "NumPy logits", matches: ({ head }) => looksLikeNpy(head), open: openNpy },
  { name: "safetensors logits", matches: ({ head }) => looksLikeSafetensors(head), open: openSafetensors },
  { name: "folder of safetensors rows", matches: ({ folder }) => folder, open: openRowFolder },
  {
    name: "responses with log-probabilities",
    matches: ({ head }) => looksLikeResponses(head),
    open: openResponses,
  },
];
