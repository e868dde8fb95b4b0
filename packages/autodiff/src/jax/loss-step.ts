import { type Array as JaxArray, type JsTree, tree, vjp } from "@jax-js/jax";
import { apart, type HostLoss, type HostOutputs, type Outputs, toCotangent, toHost } from "./array.ts";

/** A loss of relent with a model's outputs first: `crossEntropyLoss`, or a function around several. */
export type ModelLoss<O extends Outputs, Y> = (outputs: HostOutputs<O>, target: Y) => HostLoss<O>;

/** A model: arrays in, logits or named arrays out, in jax-js operations. */
export type Model<P extends JsTree<JaxArray>, X extends JsTree<JaxArray>, O extends Outputs> = (
  params: P,
  x: X,
) => O;

/**
 * A step of training: the loss of a model on a batch and the gradients of its parameters.
 *
 * The model is differentiated by jax-js (`vjp`), the loss by relent: its value and gradient are computed on the host in the
 * accuracy of `@relent/core/loss`, and its gradient is the cotangent. The parameters stay usable, x is consumed; the gradients are
 * new arrays of the parameters' shapes. The model is traced at every call; `makeStep` compiles it.
 * Gradients of gradients are not offered: the cotangent is a constant to jax-js.
 *
 * @throws RelentError "invalid-argument" when called under jit, grad or vmap, or for outputs that are not float32.
 * @example
 * ```ts
 * const step = lossStep((w, x) => numpy.matmul(x, w), crossEntropyLoss);
 * const [value, gradients] = step(w, x, [0, 2, 1]);
 * ```
 */
export function lossStep<P extends JsTree<JaxArray>, X extends JsTree<JaxArray>, O extends Outputs, Y>(
  model: Model<P, X, O>,
  loss: ModelLoss<O, Y>,
): (params: P, x: X, target: Y) => [value: number, gradients: P] {
  const split = apart(model);
  return (params, x, target) => {
    const [outputs, pull] = vjp((p: P) => split(p, x) as JaxArray, [tree.ref(params)] as never);
    try {
      const { value, grad } = loss(toHost("lossStep", outputs as O), target);
      const [gradients] = pull(toCotangent("lossStep", outputs as O, grad) as never) as unknown as [P];
      return [value, gradients];
    } finally {
      tree.dispose(outputs);
      pull.dispose();
    }
  };
}
