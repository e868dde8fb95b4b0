/** One term of a logit: θ[parameter] times a log-probability, or times 1 where `source` is the number of classes. */
export interface Term {
  readonly parameter: number;
  readonly source: number;
  readonly sign: 1 | -1;
}

/** A map from log-probabilities to logits that is linear in its parameters θ. */
export interface LinearMap {
  readonly identity: Float64Array;
  /** The terms of each class's logit. */
  readonly terms: readonly (readonly Term[])[];
  /** Pull of each parameter to the identity: ½·pull·(θ − θ₀)² beside the summed loss. */
  readonly pull: Float64Array;
  /** Whether every logit has a term of every class and a shift, θ the matrix row after row and then the shifts. */
  readonly dense: boolean;
}

const term = (parameter: number, source: number, sign: 1 | -1 = 1): Term => ({ parameter, source, sign });

const places = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

/** The map with the same pull on all its parameters. */
const pulled = (identity: Float64Array, terms: LinearMap["terms"], pull: number): LinearMap => ({
  identity,
  terms,
  pull: new Float64Array(identity.length).fill(pull),
  dense: false,
});

/** b·ln p. */
export function temperatureMap(classes: number, pull: number): LinearMap {
  return pulled(
    Float64Array.of(1),
    places(classes).map((k) => [term(0, k)]),
    pull,
  );
}

/** a∘ln p + b: θ holds the scales, then the shifts. */
export function vectorMap(classes: number, pull: number): LinearMap {
  return pulled(
    Float64Array.from({ length: 2 * classes }, (_, c) => (c < classes ? 1 : 0)),
    places(classes).map((k) => [term(k, k), term(classes + k, classes)]),
    pull,
  );
}

/** a·ln p₁ − b·ln p₀ + c as the second logit, with only those of a and b that are kept: θ holds them, then c. */
export function betaMap(keepA: boolean, keepB: boolean, pull: number): LinearMap {
  const kept = [...(keepA ? [[1, 1] as const] : []), ...(keepB ? [[0, -1] as const] : [])];
  const terms = kept.map(([source, sign], parameter) => term(parameter, source, sign));
  const identity = Float64Array.from({ length: kept.length + 1 }, (_, c) => (c < kept.length ? 1 : 0));
  return pulled(identity, [[], [...terms, term(kept.length, 2)]], pull);
}

/** W·ln p + b: θ holds the matrix row after row, then the shifts; the diagonal is pulled by 1 at most. */
export function dirichletMap(classes: number, pull: number): LinearMap {
  const square = classes * classes;
  const size = square + classes;
  const diagonal = (c: number): boolean => c < square && c % (classes + 1) === 0;
  return {
    identity: Float64Array.from({ length: size }, (_, c) => (diagonal(c) ? 1 : 0)),
    terms: places(classes).map((k) => [
      ...places(classes).map((j) => term(k * classes + j, j)),
      term(square + k, classes),
    ]),
    pull: Float64Array.from({ length: size }, (_, c) => (diagonal(c) ? Math.min(1, pull) : pull)),
    dense: true,
  };
}
