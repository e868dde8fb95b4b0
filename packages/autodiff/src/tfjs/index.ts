export { type TensorArguments, tensorLoss } from "./tensor-loss.ts";
