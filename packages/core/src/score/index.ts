export * from "./calibration/index.ts";
export * from "./decision/index.ts";
export * from "./forecast/index.ts";
export * from "./labels/index.ts";
export * from "./paired/index.ts";
export * from "./recalibration/index.ts";
export * from "./scoring/index.ts";
export * from "./shift/index.ts";
