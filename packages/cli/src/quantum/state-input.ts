import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import { looksLikeNpy, type NpyType, npyArray } from "@relent/core/npy";
import {
  type Complex,
  type DensityMatrices,
  type DensityMatrix,
  densityMatrices,
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
  readonly tolerance?: number;
}

/** A state as it was read. */
export interface GivenState extends Reading {
  readonly state: DensityMatrix;
}

/** A file of many states as it was read. */
export interface GivenStates extends Reading {
  readonly states: DensityMatrices;
}

interface Reading {
  /** What counts as rounding in it, where that is more than the rounding of doubles. */
  readonly tolerance?: number;
  /** What is to be said of how it was read. */
  readonly notes: readonly string[];
}

/** Matrices of more rows are refused before they are laid out. */
const MOST_ROWS = 1024;

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

function checkSize(where: string, rows: number): void {
  if (rows > MOST_ROWS) usage(`${where} has ${rows} dimensions; at most ${MOST_ROWS} are taken`, rows);
}

function fromLabel(label: string): DensityMatrix {
  const letters = label.replaceAll("-i", "j").split("");
  checkSize(`|${label}>`, 2 ** letters.length);
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
  checkSize("pauli", 2 ** qubits);
  return pauliState(strings, { dims: Array.from({ length: qubits }, () => 2), ...settings });
}

type Make = (inside: string, settings: StateSettings) => DensityMatrix;

/** States by name and numbers. */
const MAKERS: Readonly<Record<string, Make>> = {
  ket: (inside, settings) => ket(numbersOf(`ket(${inside})`, inside), settings),
  diag: (inside, settings) =>
    diagonalState(real(`diag(${inside})`, numbersOf(`diag(${inside})`, inside)), settings),
  pauli: (inside, settings) => pauliOf(expectations(inside), settings),
};

function fromRows(where: string, rows: readonly unknown[], settings: StateSettings): DensityMatrix {
  checkSize(where, rows.length);
  const matrix = rows.map((row, i) => {
    if (!Array.isArray(row))
      usage(`${where} is a list of numbers; say ket(…) or diag(…) for amplitudes or probabilities`, row);
    return (row as unknown[]).map((entry, j) => complexOf(`${where}[${i}][${j}]`, entry));
  });
  return densityMatrix(matrix, settings);
}

function listOf(where: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) usage(`${where} is ${JSON.stringify(value)}; it must be a list`, value);
  checkSize(where, (value as unknown[]).length);
  return value as unknown[];
}

/** Dimensions beside a matrix; QuTiP names those of its rows and then those of its columns. */
function dimsOf({ dims }: Readonly<Record<string, unknown>>): readonly number[] | undefined {
  if (!Array.isArray(dims)) return undefined;
  return (Array.isArray(dims[0]) ? dims[0] : dims) as readonly number[];
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
        listOf(`${where}.ket`, value).map((x, i) => complexOf(`${where}.ket[${i}]`, x)),
        settings,
      ),
  ],
  [
    "diagonal",
    (where, value, settings) =>
      diagonalState(
        listOf(`${where}.diagonal`, value).map((x, i) => {
          const place = `${where}.diagonal[${i}]`;
          return real(place, [complexOf(place, x)])[0]!;
        }),
        settings,
      ),
  ],
  [
    "pauli",
    (where, value, settings) => {
      if (typeof value !== "object" || value === null || Array.isArray(value))
        usage(`${where}.pauli is ${JSON.stringify(value)}; it must be an object such as {"XZ": 0.5}`, value);
      return pauliOf(value as Record<string, number>, settings);
    },
  ],
  [
    "matrix",
    (where, value, settings) => fromRows(`${where}.matrix`, listOf(`${where}.matrix`, value), settings),
  ],
  ["data", (where, value, settings) => fromRows(`${where}.data`, listOf(`${where}.data`, value), settings)],
];

function fromJson(where: string, value: unknown, settings: StateSettings): DensityMatrix {
  if (Array.isArray(value)) return fromRows(where, value, settings);
  if (typeof value !== "object" || value === null)
    return usage(`${where} is no state; allowed are ${LITERALS}`, value);
  const record = value as Record<string, unknown>;
  const dims = settings.dims ?? dimsOf(record);
  const given = dims === undefined ? settings : { ...settings, dims };
  if ("re" in record) return densityMatrix(record as { re: number[]; im?: number[] }, given);
  for (const [name, make] of FIELDS) if (name in record) return make(where, record[name], given);
  return usage(
    `${where} has none of the fields ${["re", ...FIELDS.map(([name]) => name)].join(", ")}`,
    Object.keys(record),
  );
}

/** Smallest step of the numbers of a .npy file beside 1, where it is larger than that of doubles. */
const COARSE: Readonly<Partial<Record<NpyType, readonly [step: number, words: string]>>> = {
  f2: [2 ** -10, "half precision"],
  f4: [2 ** -23, "single precision"],
  c8: [2 ** -23, "single precision"],
};

/** What is put up with in a file whose numbers are coarser than doubles, unless told otherwise. */
function coarseness(where: string, type: NpyType, rows: number, { tolerance }: StateSettings): Reading {
  const [step, words] = tolerance === undefined ? (COARSE[type] ?? []) : [];
  const most = step === undefined ? tolerance : rows * step;
  return {
    ...(most !== undefined && { tolerance: most }),
    notes:
      words === undefined
        ? []
        : [
            `${where} holds ${words}: what is within ${most!.toPrecision(2)} of a state counts as one, eigenvalues below it as 0`,
          ],
  };
}

function fromNpy(where: string, bytes: Uint8Array, settings: StateSettings): GivenState | GivenStates {
  const array = npyArray(bytes, `quantum: ${where}`);
  const { type, shape, values, imaginary: im = new Float64Array(values.length) } = array;
  const column = shape.length === 1 || (shape.length === 2 && shape.includes(1) && values.length > 1);
  const many = shape.length === 3;
  if (!column && (shape.length > 3 || shape.length < 2 || shape.at(-1) !== shape.at(-2))) {
    usage(
      `${where} has the shape (${shape.join(", ")}); a state is a square matrix or a vector of amplitudes, and many states are square matrices along a first axis`,
      shape,
    );
  }
  const rows = column ? values.length : shape.at(-1)!;
  checkSize(where, rows);
  const reading = coarseness(where, type, rows, settings);
  const own = reading.tolerance === undefined ? settings : { ...settings, tolerance: reading.tolerance };
  if (many) return { ...reading, states: densityMatrices({ re: values, im }, { ...own, dimension: rows }) };
  return {
    ...reading,
    state: column
      ? ket(
          Array.from(values, (re, i): Complex => [re, im[i]!]),
          own,
        )
      : densityMatrix({ re: values, im }, own),
  };
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

function fromFile(path: string, settings: StateSettings): GivenState | GivenStates {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path === "-" ? 0 : path);
  } catch (cause) {
    throw new RelentError(
      "not-found",
      `quantum: ${path === "" ? "an empty argument" : path} is neither a file nor a state; allowed are ${LITERALS}`,
      { cause, value: path },
    );
  }
  const where = path === "-" ? "standard input" : path;
  if (looksLikeNpy(bytes)) return fromNpy(where, bytes, settings);
  return typed(fromJson(where, parsed(where, new TextDecoder().decode(bytes)), settings), settings);
}

/** The same state with its parties named, if they are. */
const withDims = (state: DensityMatrix, { dims }: StateSettings): DensityMatrix =>
  dims === undefined ? state : densityMatrix({ re: state.re, im: state.im }, { dims });

const typed = (state: DensityMatrix, { tolerance }: StateSettings): GivenState => ({
  state,
  ...(tolerance !== undefined && { tolerance }),
  notes: [],
});

function readGiven(given: string, settings: StateSettings): GivenState | GivenStates {
  const label = /^\|(.+)[>⟩]$/.exec(given);
  if (label) return typed(withDims(fromLabel(label[1]!), settings), settings);
  const mixed = /^I\s*\/\s*(\d+)$/.exec(given);
  if (mixed) {
    const rows = Number(mixed[1]);
    checkSize(given, rows);
    return typed(withDims(maximallyMixed(rows), settings), settings);
  }
  const named = /^([a-z]+)\s*\((.*)\)$/s.exec(given);
  const make = named && Object.hasOwn(MAKERS, named[1]!) ? MAKERS[named[1]!] : undefined;
  if (named && make) return typed(make(named[2]!, settings), settings);
  if (/^[[{]/.test(given))
    return typed(fromJson("the literal", parsed("the literal", given), settings), settings);
  return fromFile(given, settings);
}

/**
 * Reads a state as it is typed: a label between | and >, a name with numbers, I/n, a JSON matrix, or a file.
 *
 * A .npy file of one axis holds amplitudes, of two a density matrix, of three many of them; one of less than double precision is held to its own
 * rounding. JSON holds rows, or an object that says what it holds: `re` and `im`, `ket`, `diagonal`, `pauli`, `matrix` or
 * `data`, with `dims` beside it.
 */
export function readState(text: string, settings: StateSettings = {}): GivenState | GivenStates {
  const given = text.trim();
  try {
    return readGiven(given, settings);
  } catch (error) {
    if (!(error instanceof RelentError) || error.code !== "invalid-argument") throw error;
    const said = error.message
      .replace(/^\w+: /, "")
      .replace("normalise: true", "--normalise")
      .replace("tolerance allows", "--tolerance allows");
    throw new RelentError("usage", `quantum: ${given.slice(0, 60)}: ${said}`, { cause: error });
  }
}
