import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** Compiles the kernels twice from one source, and writes each binary as a module that holds it in base64. */
const room = fileURLToPath(new URL("..", import.meta.url));
const VARIANTS = {
  simd: ["--enable", "simd"],
  relaxed: ["--enable", "simd", "--enable", "relaxed-simd"],
};

const scratch = mkdtempSync(join(tmpdir(), "relent-wasm-"));
try {
  for (const [name, features] of Object.entries(VARIANTS)) {
    const binary = join(scratch, `${name}.wasm`);
    const { error, stderr } = await asc.main([
      join(room, "assembly/index.ts"),
      ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--importMemory"],
      ...["--memoryBase", "1024", "--outFile", binary],
      ...features,
    ]);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    const bytes = readFileSync(binary);
    writeFileSync(
      join(room, `src/kernel/${name}.wasm.ts`),
      `/** The ${name} kernels: ${bytes.length} bytes of WebAssembly, made by scripts/build-wasm.js. */\nexport const ${name} =\n  "${bytes.toString("base64")}";\n`,
    );
    process.stdout.write(`${name}.wasm: ${bytes.length} bytes\n`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
