export { multiplyRows, sweep } from "./complex-rows";
export { multiply, reflect, subtract, turn } from "./hermitian";
