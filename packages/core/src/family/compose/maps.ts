import { RelentError } from "../../error.ts";
import type { Support } from "../distribution.ts";

/** A monotone map of an interval, with its inverse. */
export interface MonotoneMap {
  /** Names the map with its constants; images under maps of one name are compared by their bases. */
  readonly key: string;
  readonly increasing: boolean;
  /** Where it is defined. */
  readonly low: number;
  readonly high: number;
  readonly to: (x: number) => number;
  readonly from: (y: number) => number;
  /** log |dy/dx| at x. */
  readonly logSlope: (x: number) => number;
}

const LINE = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const HALF = { low: 0, high: Number.POSITIVE_INFINITY };

function affine(scale: number, shift: number): MonotoneMap {
  if (scale === 0 || !Number.isFinite(scale) || !Number.isFinite(shift)) {
    throw new RelentError(
      "invalid-argument",
      `transformed: affine with scale ${scale} and shift ${shift}; both must be finite, and scale not 0`,
    );
  }
  return {
    key: `affine ${scale} ${shift}`,
    increasing: scale > 0,
    ...LINE,
    to: (x) => scale * x + shift,
    from: (y) => (y - shift) / scale,
    logSlope: () => Math.log(Math.abs(scale)),
  };
}

function power(exponent: number): MonotoneMap {
  if (exponent === 0 || !Number.isFinite(exponent)) {
    throw new RelentError(
      "invalid-argument",
      `transformed: power with exponent ${exponent}; it must be finite and not 0`,
    );
  }
  return {
    key: `power ${exponent}`,
    increasing: exponent > 0,
    ...HALF,
    to: (x) => x ** exponent,
    from: (y) => y ** (1 / exponent),
    logSlope: (x) => Math.log(Math.abs(exponent)) + (exponent - 1) * Math.log(x),
  };
}

/** The name of a monotone map. */
export type MapName = "affine" | "exp" | "log" | "logistic" | "logit" | "power" | "reciprocal";

interface MapEntry {
  readonly constants: number;
  readonly make: (...constants: readonly number[]) => MonotoneMap;
}

const MAPS: Readonly<Record<MapName, MapEntry>> = {
  affine: { constants: 2, make: (scale = 1, shift = 0) => affine(scale, shift) },
  exp: {
    constants: 0,
    make: () => ({
      key: "exp",
      increasing: true,
      ...LINE,
      to: Math.exp,
      from: Math.log,
      logSlope: (x) => x,
    }),
  },
  log: {
    constants: 0,
    make: () => ({
      key: "log",
      increasing: true,
      ...HALF,
      to: Math.log,
      from: Math.exp,
      logSlope: (x) => -Math.log(x),
    }),
  },
  logistic: {
    constants: 0,
    make: () => ({
      key: "logistic",
      increasing: true,
      ...LINE,
      to: (x) => 1 / (1 + Math.exp(-x)),
      from: (y) => Math.log(y) - Math.log1p(-y),
      logSlope: (x) => -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x))),
    }),
  },
  logit: {
    constants: 0,
    make: () => ({
      key: "logit",
      increasing: true,
      low: 0,
      high: 1,
      to: (x) => Math.log(x) - Math.log1p(-x),
      from: (y) => 1 / (1 + Math.exp(-y)),
      logSlope: (x) => -Math.log(x) - Math.log1p(-x),
    }),
  },
  power: { constants: 1, make: (exponent = 1) => power(exponent) },
  reciprocal: {
    constants: 0,
    make: () => ({
      key: "reciprocal",
      increasing: false,
      ...HALF,
      to: (x) => 1 / x,
      from: (y) => 1 / y,
      logSlope: (x) => -2 * Math.log(x),
    }),
  },
};

/** The map of that name, for a law on that support. */
export function mapOf(name: MapName, constants: readonly number[], support: Support): MonotoneMap {
  const entry = Object.hasOwn(MAPS, name) ? MAPS[name] : undefined;
  if (entry === undefined) {
    throw new RelentError(
      "invalid-argument",
      `transformed: map = ${String(name)}; it must be one of ${Object.keys(MAPS).join(", ")}`,
    );
  }
  if (constants.length !== entry.constants) {
    throw new RelentError(
      "invalid-argument",
      `transformed: ${name} has ${constants.length} constants; it takes ${entry.constants}`,
    );
  }
  const map = entry.make(...constants);
  if (support.low < map.low || support.high > map.high) {
    throw new RelentError(
      "invalid-argument",
      `transformed: ${name} of a law on [${support.low}, ${support.high}]; it must lie within [${map.low}, ${map.high}]`,
    );
  }
  return map;
}
