import { setFlagsFromString } from "node:v8";

/** Node 20 has relaxed SIMD behind a flag that takes effect on what is compiled after it; later ones have it on. */
if (Number.parseInt(process.versions.node, 10) < 21) setFlagsFromString("--experimental-wasm-relaxed-simd");
