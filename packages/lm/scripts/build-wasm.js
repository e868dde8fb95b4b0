import { fileURLToPath } from "node:url";
import { compileWasm } from "../../../scripts/compile-wasm.js";

await compileWasm(fileURLToPath(new URL("..", import.meta.url)), [
  {
    name: "codes",
    entry: "index.ts",
    out: "compare-full",
    features: ["--importMemory", "--memoryBase", "1024", "--enable", "simd"],
  },
]);
