import { fileURLToPath } from "node:url";
import { compileWasm } from "../../../scripts/compile-wasm.js";

await compileWasm(fileURLToPath(new URL("..", import.meta.url)), []);
