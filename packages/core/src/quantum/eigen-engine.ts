import { arraysOf, type CompiledLoops, compiledLoops } from "./compiled-loops.ts";
import { type EigenWorkspace, plainWorkspace } from "./eigen-workspace.ts";

function compiledWorkspace(n: number, own: CompiledLoops): EigenWorkspace {
  const next = arraysOf(own);
  const array = (length: number): Float64Array => next(length).fill(0);
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

/** A workspace for matrices of n rows; its arrays are good until the compiled loops are next asked for. */
export function eigenWorkspace(n: number): EigenWorkspace {
  const own = compiledLoops(n);
  return own === null ? plainWorkspace(n) : compiledWorkspace(n, own);
}
