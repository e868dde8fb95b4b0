import { crossEntropyLoss } from "./cross-entropy/cross-entropy-loss.ts";
import type { LossInputRecord, LossRecord } from "./record.ts";

const labelled: readonly LossInputRecord[] = [
  { name: "logits", role: "logits", moves: true },
  { name: "labels", role: "labels" },
];

/** Every loss with what is known of it; tests, adapters and documentation walk this list, losses never import it. */
export const LOSSES: readonly LossRecord[] = [
  {
    name: "crossEntropyLoss",
    room: "cross-entropy",
    symbol: "−log p_y",
    inputs: labelled,
    parameters: [
      { name: "labelSmoothing", value: 0 },
      { name: "zLoss", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "cross_entropy_index",
    loss: crossEntropyLoss,
  },
];
