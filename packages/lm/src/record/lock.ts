import { readFile, rm, writeFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { unwritable } from "./unwritable.ts";

const alive = (process_: number): boolean => {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Keeps a second process from writing to the same file, by a file beside it that names the first; returns its release. */
export async function lock(path: string): Promise<() => Promise<void>> {
  const beside = `${path}.lock`;
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(beside, String(process.pid), { flag: "wx" });
      return () => rm(beside, { force: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(path, cause);
    }
    const owner = Number(await readFile(beside, "utf8").catch(() => ""));
    if (tries > 0 || (owner > 0 && alive(owner))) {
      throw new RelentError(
        "unwritable",
        `record: ${path} is being written by process ${owner}; wait for it, or remove ${beside}`,
      );
    }
    await rm(beside, { force: true });
  }
}
