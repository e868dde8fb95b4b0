import { webAssembly } from "../kernel/memory.ts";
import { eigen } from "./eigen.wasm.ts";
import { type EigenWorkspace, plainWorkspace } from "./eigen-workspace.ts";

/** What the compiled loops export; addresses are in bytes. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  multiply(
    n: number,
    from: number,
    re: number,
    im: number,
    vr: number,
    vi: number,
    pr: number,
    pi: number,
  ): void;
  subtract(
    n: number,
    from: number,
    re: number,
    im: number,
    vr: number,
    vi: number,
    pr: number,
    pi: number,
  ): void;
  turn(n: number, low: number, high: number, z: number, cos: number, sin: number): void;
  reflect(
    n: number,
    m: number,
    l: number,
    re: number,
    im: number,
    vr: number,
    vi: number,
    beta: number,
  ): void;
}

/** Below this copying and calling cost more than the loops gain; above, its memory has no room. */
const [LEAST, MOST] = [32, 256];
const START = 1024;

let wanted: "auto" | "js" = "auto";
let compiled: Exports | null | undefined;

function exportsOf(): Exports | null {
  if (compiled === undefined) {
    const api = webAssembly();
    try {
      const bytes = Uint8Array.from(atob(eigen), (character) => character.charCodeAt(0));
      compiled = api === undefined ? null : (new api.Instance(new api.Module(bytes), {}).exports as Exports);
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

function compiledWorkspace(n: number, own: Exports): EigenWorkspace {
  let at = START;
  const array = (length: number): Float64Array => {
    const made = new Float64Array(own.memory.buffer, at, length);
    at += 8 * (length + (length & 1));
    return made.fill(0);
  };
  const [re, im, vr, vi, z] = [array(n * n), array(n * n), array(n * n), array(n * n), array(n * n)];
  const [beta, pr, pi, cos, sin] = [array(n), array(n), array(n), array(n), array(n)];
  const [a, b, p, q] = [re.byteOffset, im.byteOffset, pr.byteOffset, pi.byteOffset];
  const reflector = (k: number): readonly [number, number] => [
    vr.byteOffset + 8 * k * n,
    vi.byteOffset + 8 * k * n,
  ];
  return {
    ...{ n, re, im, vr, vi, beta, pr, pi, z, cos, sin },
    multiply: (k) => own.multiply(n, k + 1, a, b, ...reflector(k), p, q),
    subtract: (k) => own.subtract(n, k + 1, a, b, ...reflector(k), p, q),
    turn: (low, high) => own.turn(n, low, high, z.byteOffset, cos.byteOffset, sin.byteOffset),
    reflect: (m, l) => own.reflect(n, m, l, a, b, vr.byteOffset, vi.byteOffset, beta.byteOffset),
  };
}

/** A workspace for matrices of n rows; its arrays are good until the next is asked for. */
export function eigenWorkspace(n: number): EigenWorkspace {
  const own = wanted === "auto" && n >= LEAST && n <= MOST ? exportsOf() : null;
  return own === null ? plainWorkspace(n) : compiledWorkspace(n, own);
}

/**
 * Chooses between the compiled eigensolver, which takes 32 to 256 rows, and plain JavaScript: for tests and benches.
 *
 * Gives whether the choice can be had; "auto" is what users get.
 *
 * @example
 * ```ts
 * chooseEigensolver("js") // true
 * chooseEigensolver("auto") // true
 * ```
 */
export function chooseEigensolver(choice: "auto" | "js"): boolean {
  wanted = choice;
  return choice === "js" || exportsOf() !== null;
}
