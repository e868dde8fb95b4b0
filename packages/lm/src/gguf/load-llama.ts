import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { RelentError } from "@relent/core";
import type { LlamaModule } from "./llama.ts";

const NAME = "node-llama-cpp";

/** Where the library lies: beside relent, or else in the current folder or NODE_PATH; null where it is nowhere. */
function located(): string | null {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return pathToFileURL(createRequire(from).resolve(NAME)).href;
    } catch (cause) {
      if (!(cause instanceof Error && "code" in cause && cause.code === "MODULE_NOT_FOUND")) throw cause;
    }
  }
  return null;
}

/** The optional peer `node-llama-cpp`; throws how to install it where it is not there. */
export async function loadLlama(): Promise<LlamaModule> {
  const place = located();
  const fail = (why: string, cause?: unknown): never => {
    throw new RelentError(
      "not-found",
      `recordGguf: ${NAME}, which runs GGUF models, ${why}; install it in this folder: npm install ${NAME}`,
      { cause },
    );
  };
  if (place === null) return fail("is not installed");
  try {
    return (await import(place)) as LlamaModule;
  } catch (cause) {
    return fail(`could not be loaded (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}
