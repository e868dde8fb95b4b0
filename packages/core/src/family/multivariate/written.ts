type Nested =
  | number
  | ArrayLike<number>
  | ArrayLike<ArrayLike<number>>
  | ArrayLike<ArrayLike<ArrayLike<number>>>;

function text(value: Nested): string {
  return typeof value === "number"
    ? String(value)
    : `[${Array.from(value as ArrayLike<Nested>, text).join(", ")}]`;
}

/** A family with its parameters as they are written in source: `dirichlet([1, 2])`. */
export function written(family: string, ...parameters: readonly Nested[]): string {
  return `${family}(${parameters.map(text).join(", ")})`;
}
