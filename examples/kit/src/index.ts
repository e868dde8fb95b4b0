export { type AdamOptions, adam, cosineRate, type Step, type Weights } from "./adam.ts";
export { type Curve, curveSvg, type Series } from "./curve.ts";
export { type DigitOptions, digits } from "./digits.ts";
export { table, write, writeFigures } from "./figures.ts";
export { type Fit, fit, logitsOf, type Minibatch, predict, ready, toArray } from "./fit.ts";
export { type Images, pick } from "./images.ts";
export {
  convolution,
  dense,
  heWeights,
  type Layers,
  meanPool,
  relu,
  type Shapes,
  toLayers,
} from "./layers.ts";
export { accuracy, convolutional, type Network, perceptron, recall } from "./networks.ts";
export { picturesSvg } from "./pictures.ts";
export { progress } from "./progress.ts";
export { givenOrDrawn, PICTURE_FILES, readImages } from "./read-images.ts";
export { orEnd, readSettings, type Settings, settings } from "./settings.ts";
export { shifted } from "./shifted.ts";
export { order, split } from "./split.ts";
