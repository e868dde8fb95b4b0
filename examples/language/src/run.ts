import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { counts, entropy } from "@relent/core";
import { curveSvg, orEnd, progress, ready, settings, table, write, writeFigures } from "@relent/example-kit";
import { compress } from "./compress.ts";
import { network } from "./network.ts";
import { ownText, toText } from "./text.ts";
import { bitsPerByte, train } from "./train.ts";

const { data, steps, write: writes } = settings({ steps: 6000 }, "any text");
const here = fileURLToPath(new URL("../", import.meta.url));

await ready();
const bytes = data === undefined ? ownText(`${here}../..`) : orEnd(() => readFileSync(data));
const { alphabet, seen, unseen } = orEnd(() => toText(bytes));
const net = network(alphabet.length);
const say = progress("training", steps);
const learning: [number, number][] = [];
const testing: [number, number][] = [];
const every = Math.max(1, Math.floor(steps / 40));
let mean = 0;
const weights = train(net, {
  text: seen,
  steps,
  onStep(step, bits, now) {
    mean += bits / every;
    if ((step + 1) % every !== 0) return;
    const tested = bitsPerByte(net, now, unseen, 3000);
    learning.push([step + 1, mean]);
    testing.push([step + 1, tested]);
    say(step, `${mean.toFixed(3)} bits per byte, unseen ${tested.toFixed(3)}`);
    mean = 0;
  },
});

const frequencies = new Float64Array(alphabet.length);
for (const symbol of unseen) frequencies[symbol]!++;
const tested = bitsPerByte(net, weights, unseen, unseen.length);
const raw = Buffer.from(Uint8Array.from(unseen, (symbol) => alphabet[symbol]!));
const bits = (size: number, of = raw.length) => ((8 * size) / of).toFixed(3);
const part = unseen.subarray(0, 20_000);
const stored = compress(net, weights, part).length;
const plain = raw.subarray(0, part.length);
const figures = `${data === undefined ? "The project's own sources" : "The text given"}: ${seen.length} bytes to learn from, ${unseen.length} to be tested on, ${alphabet.length} different ones, ${steps} steps, seed 1.

${table(
  ["model of the unseen tenth", "bits per byte", "perplexity"],
  [
    [
      "its own byte frequencies",
      entropy(counts(frequencies), { base: 2 }).toFixed(3),
      (2 ** entropy(counts(frequencies), { base: 2 })).toFixed(2),
    ],
    ["gzip -9", bits(gzipSync(raw, { level: 9 }).length), ""],
    ["brotli", bits(brotliCompressSync(raw).length), ""],
    ["**this network**", `**${tested.toFixed(3)}**`, (2 ** tested).toFixed(2)],
  ],
)}

The first ${part.length} unseen bytes, coded with the network's distribution of each byte and decoded again: **${stored} bytes**, ${bits(stored, part.length)} bits per byte; gzip -9 makes ${gzipSync(plain, { level: 9 }).length} of them, brotli ${brotliCompressSync(plain).length}.`;
console.log(figures);

if (writes) {
  write(
    `${here}learning.svg`,
    curveSvg({
      title: "Cross-entropy of the next byte",
      x: "step",
      y: "bits per byte",
      series: [
        { name: "training", points: learning },
        { name: "unseen", points: testing },
      ],
    }),
  );
  writeFigures(`${here}README.md`, figures);
}
