export { logNormal } from "./continuous/log-normal.ts";
export { normal } from "./continuous/normal.ts";
export type { Distribution, Support, Univariate } from "./distribution.ts";
