export { compareCodes } from "./codes";
