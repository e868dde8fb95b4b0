import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { RelentError } from "@relent/core";
import type { LlamaModule } from "./llama.ts";

const NAME = "node-llama-cpp";
const MISSING = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"];

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && MISSING.includes(String(cause.code));

/** Where the folder that the command was started in, or NODE_PATH, has it: relent itself may be installed elsewhere. */
const besideTheUser = (): string =>
  pathToFileURL(createRequire(join(process.cwd(), "package.json")).resolve(NAME)).href;

/** The optional peer `node-llama-cpp`, looked for beside relent, then in the current folder; throws how to install it. */
export async function loadLlama(): Promise<LlamaModule> {
  try {
    return (await import(NAME).catch(async (cause: unknown) => {
      if (!isMissing(cause)) throw cause;
      return import(besideTheUser());
    })) as LlamaModule;
  } catch (cause) {
    const why = isMissing(cause) ? "is not installed" : `could not be loaded (${(cause as Error).message})`;
    throw new RelentError(
      "not-found",
      `recordGguf: ${NAME}, which runs GGUF models, ${why}; install it in this folder with: npm install ${NAME}`,
      { cause },
    );
  }
}
