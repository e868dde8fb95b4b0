import fc from "fast-check";

/**
 * One seed for every property, so that a run says the same twice. `RELENT_SEED=random` or a number asks for
 * others, `RELENT_RUNS` for more cases where a property names no count of its own.
 */
const seed = process.env.RELENT_SEED ?? "20261121";
const runs = process.env.RELENT_RUNS;
fc.configureGlobal({
  ...(seed === "random" ? {} : { seed: Number(seed) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
