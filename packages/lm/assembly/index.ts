export { compareCodes, firstFull } from "./codes";
