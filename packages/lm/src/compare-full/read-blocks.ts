/** Where the blocks of a comparison come from. */
export interface BlockSource {
  readonly blocks: number;
  readNow(block: number): void;
  read(block: number): Promise<void>;
}

/** Blocks that are read from memory before others have their turn. */
const TURN = 16;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** How much this process has had read from disks, in the system's own blocks. */
const fromDisk = (): number => process.resourceUsage().fsRead;

/**
 * Gives the numbers of the blocks as they are read. From memory they are read at once, as another thread would take longer
 * and leave them in another core's cache; while they come from a disk, the next one is read as one is worked on.
 */
export async function* readBlocks({ blocks, readNow, read }: BlockSource): AsyncGenerator<number> {
  let ahead: Promise<void> | undefined;
  let seen = fromDisk();
  for (let block = 0; block < blocks; block++) {
    if (ahead === undefined) readNow(block);
    else await ahead;
    const now = fromDisk();
    ahead = now > seen && block + 1 < blocks ? read(block + 1) : undefined;
    ahead?.catch(() => undefined);
    seen = now;
    yield block;
    if (block % TURN === TURN - 1) await turn();
  }
}
