/** Where the blocks of a comparison come from. */
export interface BlockSource {
  readonly blocks: number;
  /** Bytes of one block, of all files together. */
  readonly bytes: number;
  readNow(block: number): void;
  read(block: number): Promise<void>;
}

/** Bytes a millisecond that no disk gives: what comes as fast lies in memory. */
const FROM_MEMORY = 3e6;
/** Blocks after which it is found out anew how fast they come, and others have their turn. */
const TURN = 16;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/**
 * Gives the numbers of the blocks as they are read. From memory they are read at once, as another thread would take longer
 * and leave them in another core's cache; from a disk the next one is read while one is worked on.
 */
export async function* readBlocks({ blocks, bytes, readNow, read }: BlockSource): AsyncGenerator<number> {
  let ahead: Promise<void> | undefined;
  let slow = false;
  for (let block = 0; block < blocks; block++) {
    if (ahead === undefined) {
      const began = performance.now();
      readNow(block);
      slow = bytes < FROM_MEMORY * (performance.now() - began);
    } else await ahead;
    ahead = undefined;
    if (block % TURN === TURN - 1) await turn();
    else if (slow && block + 1 < blocks) {
      ahead = read(block + 1);
      ahead.catch(() => undefined);
    }
    yield block;
  }
}
