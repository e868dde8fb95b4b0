import { editDistance } from "../edit-distance.ts";

/** ": did you mean …?" with the nearest of the names, or nothing where none is near. */
export function didYouMean(text: string, names: readonly string[]): string {
  const near = names
    .map((name) => [name, editDistance(text.toLowerCase(), name.toLowerCase())] as const)
    .filter(([, far]) => far <= Math.max(1, text.length / 3))
    .sort((a, b) => a[1] - b[1]);
  return near[0] ? `did you mean ${near[0][0]}? ` : "";
}
