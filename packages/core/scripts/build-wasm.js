import { fileURLToPath } from "node:url";
import { compileWasm } from "../../../scripts/compile-wasm.js";

const KERNELS = ["--importMemory", "--memoryBase", "1024", "--enable", "simd"];

await compileWasm(fileURLToPath(new URL("..", import.meta.url)), [
  { name: "simd", entry: "index.ts", out: "kernel", features: KERNELS },
  { name: "relaxed", entry: "index.ts", out: "kernel", features: [...KERNELS, "--enable", "relaxed-simd"] },
  {
    name: "rans",
    entry: "rans.ts",
    out: "coding",
    features: ["--initialMemory", "28", "--maximumMemory", "28"],
  },
  {
    name: "eigen",
    entry: "eigen.ts",
    out: "quantum",
    features: ["--enable", "simd", "--initialMemory", "42", "--maximumMemory", "42"],
  },
]);
