export { multiplyRows, sweep } from "./complex-rows";
export { expectMany } from "./expectations";
export { multiply, reflect, subtract, turn } from "./hermitian";
export { eigenMany } from "./small-eigen";
