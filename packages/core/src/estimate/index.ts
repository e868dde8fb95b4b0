export type { Estimate, Test, Unit } from "./estimate.ts";
