import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import {
  amplitudeDamping,
  type ComplexMatrixInput,
  dephasing,
  depolarizing,
  type QuantumChannel,
  quantumChannel,
} from "@relent/core/quantum";

import { complexOf } from "./complex-text.ts";

/** A channel and what it is called. */
export interface NamedChannel {
  readonly name: string;
  readonly channel: QuantumChannel;
}

/** Channels on a qubit by name and strength. */
const CHANNELS: Readonly<Record<string, (strength: number) => QuantumChannel>> = {
  depolarizing,
  dephasing,
  "amplitude-damping": amplitudeDamping,
};

function usage(text: string, what: string): never {
  throw new RelentError("usage", `quantum: --channel ${text} ${what}`, { value: text });
}

/** A matrix in rows with its entries read; another is left for the check of channels. */
function entriesOf(where: string, operator: unknown): ComplexMatrixInput {
  if (!Array.isArray(operator) || !operator.every(Array.isArray)) return operator as ComplexMatrixInput;
  return operator.map((row: unknown[], i) => row.map((entry, j) => complexOf(`${where}[${i}][${j}]`, entry)));
}

/** Kraus operators of a file: a list of matrices, whose entries may be complex numbers as people write them. */
function operatorsOf(path: string): readonly ComplexMatrixInput[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT")
      throw new RelentError("not-found", `quantum: --channel ${path} is not there; give a file`, { cause });
    throw new RelentError(
      "unreadable",
      `quantum: --channel ${path} cannot be read; ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
  if (!Array.isArray(value)) usage(path, "is no list of Kraus operators, each a matrix");
  return value.map((operator, k) => entriesOf(`--channel ${path}: operator ${k}`, operator));
}

function made(text: string): QuantumChannel {
  if (text.endsWith(".json")) return quantumChannel(operatorsOf(text));
  const [name, strength = ""] = text.split(":") as [string, string | undefined];
  if (!Object.hasOwn(CHANNELS, name) || strength.trim() === "" || Number.isNaN(Number(strength))) {
    usage(text, `is none; write ${Object.keys(CHANNELS).join(":P, ")}:P, or a .json file of Kraus operators`);
  }
  return CHANNELS[name]!(Number(strength));
}

/** A channel as it is typed: a name with its strength, `depolarizing:0.1`, or a .json file of Kraus operators. */
export function readChannel(text: string): NamedChannel {
  try {
    return { name: text, channel: made(text) };
  } catch (error) {
    if (!(error instanceof RelentError) || error.code !== "invalid-argument") throw error;
    return usage(text, `is no channel: ${error.message.replace(/^\w+: /, "")}`);
  }
}
