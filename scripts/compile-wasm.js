import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import asc from "assemblyscript/asc";

/**
 * Compiles the binaries of a package, or those named on the command line, and writes each as a module that holds it in
 * base64: `assembly/<entry>` becomes `src/<out>/<name>.wasm.ts`, which is replaced at once, so that whoever reads it
 * meanwhile has the old one or the new one whole.
 */
export async function compileWasm(room, binaries) {
  const wanted = process.argv.slice(2);
  const scratch = mkdtempSync(join(tmpdir(), "relent-wasm-"));
  try {
    for (const { name, entry, out, features } of binaries) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const binary = join(scratch, `${name}.wasm`);
      const { error, stderr } = await asc.main([
        join(room, "assembly", entry),
        ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--outFile", binary],
        ...features,
      ]);
      if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
      const bytes = readFileSync(binary);
      const target = join(room, `src/${out}/${name}.wasm.ts`);
      const draft = `${target}.${process.pid}.tmp`;
      writeFileSync(
        draft,
        `/** The ${name} binary: ${bytes.length} bytes of WebAssembly, made by scripts/build-wasm.js. */\nexport const ${name} =\n  "${bytes.toString("base64")}";\n`,
      );
      renameSync(draft, target);
      process.stdout.write(`${name}.wasm: ${bytes.length} bytes\n`);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
