import { type Array as JaxArray, type JsTree, jit, tree, vjp } from "@jax-js/jax";
import { apart, type Outputs, toCotangent, toHost } from "./array.ts";
import type { Model, ModelLoss } from "./loss-step.ts";

/** A compiled step and what frees its code. */
export interface CompiledStep<P, X, Y> {
  (params: P, x: X, target: Y): [value: number, result: P];
  /** Frees the compiled functions. */
  dispose(): void;
}

/**
 * A compiled step of training: one `jit` for the model, one for the way back and the update.
 *
 * The loss runs on the host between the two, so that it can be any loss of relent; the second function computes the model
 * again on its way back, which costs less than tracing it at every call (`lossStep`). With `update(params, gradients)`, written in
 * jax-js operations and compiled along, the result is the new parameters; without it, the gradients. The parameters stay
 * usable, x is consumed.
 *
 * @throws RelentError "invalid-argument" when called under jit, grad or vmap, or for outputs that are not float32.
 * @example
 * ```ts
 * const step = makeStep(model, crossEntropyLoss, (w, g) => w.sub(g.mul(0.1)));
 * const [value, updated] = step(w, x, [0, 2, 1]);
 * ```
 */
export function makeStep<P extends JsTree<JaxArray>, X extends JsTree<JaxArray>, O extends Outputs, Y>(
  model: Model<P, X, O>,
  loss: ModelLoss<O, Y>,
  update?: (params: P, gradients: P) => P,
): CompiledStep<P, X, Y> {
  const split = apart(model);
  const forward = jit(((params: P, x: X) => model(params, x)) as never) as never as {
    (params: P, x: X): O;
    dispose(): void;
  };
  const backward = jit(((params: P, x: X, cotangent: O) => {
    const kept = update ? tree.ref(params) : undefined;
    const [outputs, pull] = vjp((p: P) => split(p, x) as JaxArray, [params] as never);
    const [gradients] = pull(cotangent as never) as unknown as [P];
    tree.dispose(outputs);
    pull.dispose();
    return update && kept ? update(kept, gradients) : gradients;
  }) as never) as never as { (params: P, x: X, cotangent: O): P; dispose(): void };

  const step = (params: P, x: X, target: Y): [number, P] => {
    const outputs = forward(tree.ref(params), tree.ref(x));
    try {
      const { value, grad } = loss(toHost("makeStep", outputs), target);
      return [value, backward(tree.ref(params), x, toCotangent("makeStep", outputs, grad))];
    } finally {
      tree.dispose(outputs);
    }
  };
  return Object.assign(step, {
    dispose() {
      forward.dispose();
      backward.dispose();
    },
  });
}
