import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import { looksLikeNpy, npyArray } from "@relent/core/npy";
import {
  type Complex,
  type DensityMatrix,
  densityMatrix,
  diagonalState,
  ket,
  maximallyMixed,
  pauliState,
  tensor,
} from "@relent/core/quantum";
import { complexOf, parseComplex } from "./complex-text.ts";

/** How states are taken: see `StateOptions` of the core. */
export interface StateSettings {
  readonly dims?: readonly number[];
  readonly normalise?: boolean;
}

const LITERALS =
  '"|0>", "|+->", "ket(0.6, 0.8i)", "diag(0.5, 0.5)", "pauli(X=0.3, Z=0.4)", "I/4", a JSON matrix, or a .npy or .json file';

const HALF = Math.SQRT1_2;

/** What a letter between | and > stands for. */
const LETTERS: Readonly<Record<string, readonly [Complex, Complex]>> = {
  "0": [1, 0],
  "1": [0, 1],
  "+": [HALF, HALF],
  "-": [HALF, -HALF],
  i: [HALF, [0, HALF]],
  j: [HALF, [0, -HALF]],
};

function usage(message: string, value: unknown): never {
  throw new RelentError("usage", `quantum: ${message}`, { value });
}

function fromLabel(label: string): DensityMatrix {
  const letters = label.replaceAll("-i", "j").split("");
  const qubits = letters.map((letter) => {
    const amplitudes =
      LETTERS[letter] ??
      usage(`|${label}> has the letter ${letter}; allowed are 0, 1, +, -, i and -i`, letter);
    return ket(amplitudes, { normalise: true });
  });
  return qubits.length === 1 ? qubits[0]! : tensor(...qubits);
}

function numbersOf(where: string, list: string): Complex[] {
  return list.split(",").map((part, i) => {
    const value = parseComplex(part);
    return (
      value ??
      usage(
        `${where}: entry ${i + 1} is ${part.trim() || "empty"}; it must be a number such as 0.6 or 0.8i`,
        part,
      )
    );
  });
}

const real = (where: string, values: readonly Complex[]): number[] =>
  values.map((value, i) =>
    typeof value === "number" ? value : usage(`${where}: entry ${i + 1} is not real`, value),
  );

function expectations(list: string): Record<string, number> {
  return Object.fromEntries(
    list.split(",").map((part) => {
      const match = /^\s*([IXYZ]+)\s*=\s*(\S+)\s*$/i.exec(part);
      const value = Number(match?.[2]);
      if (match === null || Number.isNaN(value))
        usage(`pauli(${list}): "${part.trim()}" is no term such as XZ=0.5`, part);
      return [match![1]!.toUpperCase(), value];
    }),
  );
}

/** Pauli strings name their qubits. */
function pauliOf(strings: Readonly<Record<string, number>>, settings: StateSettings): DensityMatrix {
  const qubits = Object.keys(strings)[0]?.length ?? 0;
  return pauliState(strings, { dims: Array.from({ length: qubits }, () => 2), ...settings });
}

type Make = (inside: string, settings: StateSettings) => DensityMatrix;

/** States by name and numbers. */
const MAKERS: Readonly<Record<string, Make>> = {
  ket: (inside, settings) => ket(numbersOf(`ket(${inside})`, inside), settings),
  diag: (inside, { dims }) =>
    diagonalState(
      real(`diag(${inside})`, numbersOf(`diag(${inside})`, inside)),
      dims === undefined ? {} : { dims },
    ),
  pauli: (inside, settings) => pauliOf(expectations(inside), settings),
};

function fromRows(where: string, rows: readonly unknown[], settings: StateSettings): DensityMatrix {
  const matrix = rows.map((row, i) => {
    if (!Array.isArray(row))
      usage(`${where} is a list of numbers; say ket(…) or diag(…) for amplitudes or probabilities`, row);
    return (row as unknown[]).map((entry, j) => complexOf(`${where}[${i}][${j}]`, entry));
  });
  return densityMatrix(matrix, settings);
}

/** Objects that say what they hold. */
const FIELDS: readonly (readonly [
  name: string,
  make: (where: string, value: unknown, settings: StateSettings) => DensityMatrix,
])[] = [
  [
    "ket",
    (where, value, settings) =>
      ket(
        (value as unknown[]).map((x, i) => complexOf(`${where}.ket[${i}]`, x)),
        settings,
      ),
  ],
  [
    "diagonal",
    (where, value, { dims }) =>
      diagonalState(
        (value as number[]).map((x, i) => real(where, [complexOf(`${where}.diagonal[${i}]`, x)])[0]!),
        dims === undefined ? {} : { dims },
      ),
  ],
  ["pauli", (_, value, settings) => pauliOf(value as Record<string, number>, settings)],
  ["matrix", (where, value, settings) => fromRows(`${where}.matrix`, value as unknown[], settings)],
  ["data", (where, value, settings) => fromRows(`${where}.data`, value as unknown[], settings)],
];

function fromJson(where: string, value: unknown, settings: StateSettings): DensityMatrix {
  if (Array.isArray(value)) return fromRows(where, value, settings);
  if (typeof value !== "object" || value === null)
    return usage(`${where} is no state; allowed are ${LITERALS}`, value);
  const record = value as Record<string, unknown>;
  const given = Array.isArray(record.dims)
    ? { ...settings, dims: settings.dims ?? (record.dims as number[]) }
    : settings;
  if ("re" in record) return densityMatrix(record as { re: number[]; im?: number[] }, given);
  for (const [name, make] of FIELDS) if (name in record) return make(where, record[name], given);
  return usage(
    `${where} has none of the fields ${["re", ...FIELDS.map(([name]) => name)].join(", ")}`,
    Object.keys(record),
  );
}

function fromNpy(where: string, bytes: Uint8Array, settings: StateSettings): DensityMatrix {
  const { shape, values, imaginary = new Float64Array(values.length) } = npyArray(bytes, `quantum: ${where}`);
  const column = shape.length === 1 || (shape.length === 2 && shape.includes(1) && values.length > 1);
  if (column)
    return ket(
      Array.from(values, (re, i): Complex => [re, imaginary[i]!]),
      settings,
    );
  if (shape.length !== 2 || shape[0] !== shape[1]) {
    usage(
      `${where} has the shape (${shape.join(", ")}); a state is a square matrix, or a vector of amplitudes`,
      shape,
    );
  }
  return densityMatrix({ re: values, im: imaginary }, settings);
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RelentError("unreadable", `quantum: ${where} is no JSON; ${(cause as Error).message}`, {
      cause,
    });
  }
}

function fromFile(path: string, settings: StateSettings): DensityMatrix {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path === "-" ? 0 : path);
  } catch (cause) {
    throw new RelentError(
      "not-found",
      `quantum: ${path} is neither a file nor a state; allowed are ${LITERALS}`,
      { cause, value: path },
    );
  }
  const where = path === "-" ? "stdin" : path;
  return looksLikeNpy(bytes)
    ? fromNpy(where, bytes, settings)
    : fromJson(where, parsed(where, new TextDecoder().decode(bytes)), settings);
}

/** The same state with its parties named, if they are. */
const withDims = (state: DensityMatrix, { dims }: StateSettings): DensityMatrix =>
  dims === undefined ? state : densityMatrix({ re: state.re, im: state.im }, { dims });

/**
 * Reads a state as it is typed: a label between | and >, a name with numbers, I/n, a JSON matrix, or a file.
 *
 * A .npy file of one axis holds amplitudes, of two a density matrix. JSON holds rows, or an object that says what it holds:
 * `re` and `im`, `ket`, `diagonal`, `pauli`, `matrix` or `data`, with `dims` beside it.
 */
export function readState(text: string, settings: StateSettings = {}): DensityMatrix {
  const given = text.trim();
  const label = /^\|(.+)[>⟩]$/.exec(given);
  if (label) return withDims(fromLabel(label[1]!), settings);
  const mixed = /^I\s*\/\s*(\d+)$/.exec(given);
  if (mixed) return withDims(maximallyMixed(Number(mixed[1])), settings);
  const named = /^([a-z]+)\s*\((.*)\)$/s.exec(given);
  const make = named && MAKERS[named[1]!];
  if (make) return make(named[2]!, settings);
  if (/^[[{]/.test(given)) return fromJson("the literal", parsed("the literal", given), settings);
  return fromFile(given, settings);
}
