export { digamma } from "./digamma.ts";
export { logGamma, logGamma1p, stirlingRemainder } from "./log-gamma.ts";
export { trigamma } from "./trigamma.ts";
