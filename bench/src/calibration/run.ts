import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { falseAlarmTable, peerFalseAlarms } from "./false-alarms.ts";
import { PEERS } from "./peers.ts";

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "4300" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
});

const trials = Number(values.trials);
const rows = peerFalseAlarms({
  trials,
  seed: Number(values.seed),
  onRow: ({ law, rows: dependence, n, m }) =>
    process.stderr.write(`${law}, ${dependence}, ${n} against ${m}\n`),
});
const widest = Math.max(
  ...rows.flatMap((row) => Object.values(row.alarms).map((share) => share.standardError)),
);
const versions = PEERS.map((peer) => `${peer.name} ${peer.version}`).join(", ");
const text = [
  "# False alarms of default rules",
  "",
  `Share of pairs, in per cent, that each tool's default rule flags though both sides have one law: ${trials} pairs a setting, standard errors up to ${(100 * widest).toFixed(2)} points.`,
  `Rules of ${versions}, recomputed. "By day": 30 days a side, two rows of a day correlate by 0.01. NannyML judges ten consecutive tenths of the current table: "any tenth" is the share of pairs where at least one alerts, "one tenth" the share of tenths that do.`,
  "",
  falseAlarmTable(rows),
  "",
].join("\n");
if (values.out !== undefined) {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, text);
}
console.log(text);
