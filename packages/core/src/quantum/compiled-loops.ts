import { webAssembly } from "../kernel/memory.ts";
import { eigen } from "./eigen.wasm.ts";

/** What the compiled loops export; addresses are in bytes. */
export interface CompiledLoops {
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
  multiplyRows(
    n: number,
    m: number,
    width: number,
    ar: number,
    ai: number,
    br: number,
    bi: number,
    outr: number,
    outi: number,
  ): void;
  sweep(n: number, width: number, yr: number, yi: number, vr: number, vi: number): number;
  eigenMany(
    count: number,
    n: number,
    re: number,
    im: number,
    values: number,
    vr: number,
    vi: number,
    work: number,
  ): number;
  expectMany(count: number, n: number, re: number, im: number, vr: number, vi: number, out: number): void;
}

/** Below this copying and calling cost more than the loops gain; above, their memory has no room. */
const [LEAST, MOST] = [32, 256];
/** Above, two matrices at once leave the processor's nearest memory, and one at a time is faster. */
const MOST_PAIRED = 64;
/** Where their arrays begin and end, in bytes: the pages of scripts/build-wasm.js. */
const [START, END] = [1024, 42 * 65536];

/** How many doubles their arrays may hold. */
export const ROOM: number = (END - START) / 8;

/** Arrays one after another in the memory of the loops, from its beginning. */
export function arraysOf({ memory }: CompiledLoops): (length: number) => Float64Array {
  let next = START;
  return (length) => {
    const taken = new Float64Array(memory.buffer, next, length);
    next += 8 * (length + (length & 1));
    return taken;
  };
}

let wanted: "auto" | "js" = "auto";
let compiled: CompiledLoops | null | undefined;

function instantiated(): CompiledLoops | null {
  if (compiled === undefined) {
    const api = webAssembly();
    try {
      const bytes = Uint8Array.from(atob(eigen), (character) => character.charCodeAt(0));
      compiled =
        api === undefined ? null : (new api.Instance(new api.Module(bytes), {}).exports as CompiledLoops);
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

/** The compiled loops, where matrices of these sizes are for them. */
export function compiledLoops(...sizes: readonly number[]): CompiledLoops | null {
  return wanted === "auto" && sizes.every((n) => n >= LEAST && n <= MOST) ? instantiated() : null;
}

/** The compiled loops, where many matrices of n rows are for those that take two at a time. */
export function pairedLoops(n: number): CompiledLoops | null {
  return wanted === "auto" && n <= MOST_PAIRED ? instantiated() : null;
}

/**
 * Chooses between the compiled loops, which take matrices of up to 256 rows, and plain JavaScript: for tests and benches.
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
  return choice === "js" || instantiated() !== null;
}
