import { afterEach, describe, expect, test, vi } from "vitest";
import { readBlocks } from "../../src/compare-full/read-blocks.ts";

/** Which blocks the made-up disk has to be asked for; all others lie in memory. */
function source(blocks: number, onDisk: (block: number) => boolean) {
  const calls: string[] = [];
  let blocksRead = 0;
  const touch = (how: string, block: number): void => {
    calls.push(`${how} ${block}`);
    if (onDisk(block)) blocksRead += 8;
  };
  const usage = process.resourceUsage();
  vi.spyOn(process, "resourceUsage").mockImplementation(() => ({ ...usage, fsRead: blocksRead }));
  return {
    calls,
    blocks,
    readNow: (block: number) => touch("now", block),
    read: async (block: number) => touch("ahead", block),
  };
}

async function seen(from: ReturnType<typeof source>): Promise<string[]> {
  for await (const block of readBlocks(from)) from.calls.push(`work ${block}`);
  return from.calls;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("blocks of two recordings", () => {
  test("are read one after the other where they lie in memory", async () => {
    expect(await seen(source(3, () => false))).toEqual([
      ...["now 0", "work 0", "now 1", "work 1", "now 2", "work 2"],
    ]);
  });

  test("are read ahead while a disk gives them, and at once again afterwards", async () => {
    expect(await seen(source(4, (block) => block < 2))).toEqual([
      ...["now 0", "ahead 1", "work 0", "ahead 2", "work 1", "work 2", "now 3", "work 3"],
    ]);
  });

  test("that cannot be read ahead end the reading in their turn", async () => {
    const from = source(3, () => true);
    const failing = { ...from, read: () => Promise.reject(new Error("unplugged")) };
    const reader = readBlocks(failing);
    expect(await reader.next()).toEqual({ done: false, value: 0 });
    await expect(reader.next()).rejects.toThrow("unplugged");
  });

  test("leave others their turn now and then", async () => {
    let turns = 0;
    const beat = setInterval(() => turns++, 0);
    for await (const _ of readBlocks(source(200, () => false))) {
      const until = performance.now() + 0.5;
      while (performance.now() < until);
    }
    clearInterval(beat);
    expect(turns).toBeGreaterThan(3);
  });
});
