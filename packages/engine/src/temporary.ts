import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const doomed = new Set<string>();
let listening = false;

function removeAll(): void {
  for (const path of doomed) {
    rmSync(path, { recursive: true, force: true, maxRetries: 2 });
  }
  doomed.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  const someoneElseEndsTheProcess = process.listenerCount(signal) > 1;
  if (someoneElseEndsTheProcess) {
    return;
  }
  removeAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}

function listen(): void {
  if (listening) {
    return;
  }
  listening = true;
  process.on("exit", removeAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, onSignal);
  }
}

/**
 * Has a file or folder removed when the process ends: at exit, and at SIGINT, SIGTERM or SIGHUP.
 *
 * Where another listener handles the signal, that listener decides when the process ends, and the removal waits for
 * its exit. SIGKILL leaves the path behind. The path need not exist.
 *
 * @returns a function that removes the path now and forgets it; calling it again does nothing.
 *
 * @example
 * ```ts
 * const remove = onExitRemove("no-such-folder/spool");
 * remove() // undefined
 * ```
 */
export function onExitRemove(path: string): () => void {
  listen();
  doomed.add(path);
  return () => {
    if (doomed.delete(path)) {
      rmSync(path, { recursive: true, force: true, maxRetries: 2 });
    }
  };
}

/** A folder of one's own under the system's temporary folder, made when first asked for. */
export interface TemporaryFolder {
  /** Where the folder is or will be; says so without making it. */
  readonly place: string;
  /** The folder's path; makes the folder where it is not there. */
  path(): string;
  /** Removes the folder with all that is in it; harmless where it was never made. */
  remove(): void;
}

/**
 * Prepares a temporary folder that is made at its first use, readable by its owner alone, and removed with `remove()`
 * or when the process ends.
 *
 * @example
 * ```ts
 * const folder = temporaryFolder();
 * folder.path() === folder.place // true
 * folder.remove() // undefined
 * ```
 */
export function temporaryFolder(parent: string = tmpdir()): TemporaryFolder {
  const place = join(parent, `relent-${process.pid}-${randomUUID()}`);
  const remove = onExitRemove(place);
  return {
    place,
    path() {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      return place;
    },
    remove,
  };
}
