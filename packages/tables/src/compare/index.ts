export { type CellSet, poolRare, type Sizes } from "./cell-set.ts";
export { pairEffect } from "./cluster-test.ts";
export { formCells } from "./form-cells.ts";
export { decide, type Evidence, judgeCells } from "./judge-cells.ts";
export { type CompareOptions, type Settings, settingsOf } from "./options.ts";
