export { type AdamOptions, adam, cosineRate, type Step, type Weights } from "./adam.ts";
export { type Curve, curveSvg, type Series } from "./curve.ts";
export { type DigitOptions, digits } from "./digits.ts";
export { table, write, writeFigures } from "./figures.ts";
export { type Images, pick } from "./images.ts";
export { picturesSvg } from "./pictures.ts";
export { progress } from "./progress.ts";
export { readImages } from "./read-images.ts";
export { order, split } from "./split.ts";
