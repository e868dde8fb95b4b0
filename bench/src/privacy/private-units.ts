import { multinomial, type Random, random } from "@relent/core/random";
import { diffProfiles, type Profile } from "@relent/tables";
import { CATEGORIES, LAWS, tilted } from "./private-laws.ts";
import { COLUMN, noisySide, valueCounts } from "./private-side.ts";
import { add, cells, HEADS, newTally, RULES } from "./private-tally.ts";

const PERSONS = 10_000;
const EPSILON = 1;

/** A side of so many rows of each person, all alike or each drawn for itself. */
function sideOf(shares: readonly number[], rows: number, alike: boolean, rng: Random): Profile {
  const drawn = multinomial(rng, alike ? PERSONS : PERSONS * rows, shares, new Float64Array(CATEGORIES));
  const count = valueCounts(alike ? drawn.map((n) => n * rows) : drawn);
  return noisySide(COLUMN, count, PERSONS * rows, EPSILON, rng, { unit: { column: "person", rows } });
}

/** Coverage where persons are protected, whose rows may be alike. */
export function unitsTable(pairs: number): string {
  const lines = [`| rows a person | they are | D bits | ${HEADS}`, `| ---: | --- | ---: | ${RULES}`];
  const law = LAWS[0]!;
  for (const rows of [1, 3, 10])
    for (const alike of rows === 1 ? [false] : [true, false])
      for (const bits of [0, 0.01, 0.05]) {
        const rng = random(`units ${rows} ${alike} ${bits}`);
        const now = tilted(law, bits);
        const tally = newTally();
        for (let pair = 0; pair < pairs; pair++) {
          const current = sideOf(now, rows, alike, rng);
          const reference = sideOf(law.shares, rows, alike, rng);
          add(tally, diffProfiles(current, reference).columns[0]!, bits);
        }
        const words = rows === 1 ? "–" : alike ? "alike" : "of their own";
        lines.push(`| ${rows} | ${words} | ${bits} | ${cells(tally, pairs)}`);
      }
  return lines.join("\n");
}
