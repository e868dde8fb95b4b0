/** Which twin does the work. */
export type KernelTwin = "auto" | "js" | "simd";

let wanted: KernelTwin = "auto";

/** Chooses a twin, for tests and benches; "auto" is what users get. */
export function chooseCodeKernel(twin: KernelTwin): void {
  wanted = twin;
}

/** The compiled twin where WebAssembly has SIMD, or the plain one. */
export function compiledOr<T>(compiled: () => T, plain: () => T): T {
  if (wanted === "js") return plain();
  try {
    return compiled();
  } catch (cause) {
    if (wanted === "simd") throw cause;
    return plain();
  }
}
