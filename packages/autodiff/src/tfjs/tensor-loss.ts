import { logits, RelentError } from "@relent/core";
import { LOSSES, type LossInputRecord, type LossRecord, type LossResult } from "@relent/core/loss";
import { customGrad, type Scalar, scalar, Tensor, tensor } from "@tensorflow/tfjs";

/** The arguments of a loss, where every array may also be a tensor. */
export type TensorArguments<A extends readonly unknown[]> = { [K in keyof A]: A[K] | Tensor };

type AnyLoss<A extends readonly unknown[]> = (...inputs: A) => LossResult<unknown>;

const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

function recordOf(loss: unknown): LossRecord {
  const record = LOSSES.find((one) => one.loss === loss);
  if (record) return record;
  throw new RelentError(
    "invalid-argument",
    `tensorLoss: ${(typeof loss === "function" && loss.name) || String(loss)} is no loss of LOSSES; wrap one of those`,
  );
}

/** A tensor as the loss takes it: rows along the last axis where no labels count them, flat numbers otherwise. */
function plain(record: LossRecord, { role, name }: LossInputRecord, value: unknown): unknown {
  if (!isTensor(value)) return value;
  const read = value.dataSync();
  const data = role === "labels" || read instanceof Float32Array ? read : new Float32Array(read);
  if (role !== "logits" || record.inputs.some((input) => input.role === "labels")) return data;
  const cols = value.shape.at(-1);
  if (cols !== undefined) return logits(data as Float32Array, { cols });
  throw new RelentError(
    "invalid-argument",
    `${record.name}: ${name} is a scalar; it must have classes along its last axis`,
  );
}

/** Refuses one-hot rows where classes are asked for: their numbers would be taken for as many labels. */
function checkLabelShape({ name, inputs }: LossRecord, given: readonly unknown[]): void {
  const logitsAt = given[inputs.findIndex(({ role }) => role === "logits")];
  inputs.forEach((input, i) => {
    const labels = given[i];
    if (input.role !== "labels" || !isTensor(labels) || !isTensor(logitsAt)) return;
    if (labels.rank !== logitsAt.rank || labels.size !== logitsAt.size || logitsAt.shape.at(-1) === 1) return;
    throw new RelentError(
      "invalid-argument",
      `${name}: ${input.name} have the shape of the logits, [${labels.shape}]; pass one class a row, or one-hot rows to softCrossEntropyLoss`,
    );
  });
}

/**
 * A loss of relent for TensorFlow.js: takes tensors, gives a scalar that `grad`, `variableGrads` and optimisers go through.
 *
 * The loss is called on the host with the numbers of its tensors; its own gradient goes back by `customGrad` to every input that
 * moves (`LOSSES` says which; where the loss has an option `wrt`, that input alone). Arguments that are no tensors are handed on, options last; where rows are told by an option, they are the
 * size of the first tensor's first axis unless given. With `reduction: "none"` the scalar is the sum. Derivatives of the gradient
 * are not offered: it is a constant to TensorFlow.js.
 *
 * @throws RelentError "invalid-argument" for functions that are no loss, and what the loss refuses.
 * @example
 * ```ts
 * const loss = tensorLoss(crossEntropyLoss);
 * optimizer.minimize(() => loss(model.predict(x), labels, { labelSmoothing: 0.1 }));
 * ```
 */
export function tensorLoss<A extends readonly unknown[]>(
  loss: (...inputs: A) => LossResult<unknown>,
): (...inputs: TensorArguments<A>) => Scalar {
  const record = recordOf(loss);
  const roles = record.inputs;
  const call = loss as unknown as AnyLoss<readonly unknown[]>;
  return (...given) => {
    const first = given.find(isTensor);
    const rows = first && first.rank > 1 ? { rows: first.shape[0]! } : {};
    const options = { ...rows, ...(given[roles.length] as object | undefined) };
    checkLabelShape(record, given);
    const { wrt } = options as { readonly wrt?: string };
    const moves = (role: LossInputRecord) => (wrt === undefined ? role.moves : role.name === wrt);
    const moving = roles.flatMap((role, i) => (moves(role) && isTensor(given[i]) ? [i] : []));
    const compute = (...tensors: readonly Tensor[]) => {
      const inputs = roles.map((role, i) => {
        const place = moving.indexOf(i);
        return plain(record, role, place < 0 ? given[i] : tensors[place]);
      });
      return call(...inputs, options);
    };
    if (moving.length === 0) return scalar(compute().value);
    const several = roles.filter(({ moves }) => moves).length > 1;
    const differentiable = customGrad((...all) => {
      const save = all.pop() as unknown as (tensors: Tensor[]) => void;
      const tensors = all as Tensor[];
      const { value, grad } = compute(...tensors);
      save(
        moving.map((input, i) => {
          const own = several
            ? (grad as Record<string, Float32Array>)[roles[input]!.name]
            : (grad as Float32Array);
          return tensor(Float32Array.from(own!), tensors[i]!.shape, "float32");
        }),
      );
      return {
        value: scalar(value),
        gradFunc: (dy: Tensor, saved: Tensor[]) => saved.map((one) => one.mul(dy)),
      };
    });
    return differentiable(...moving.map((i) => given[i] as Tensor)) as Scalar;
  };
}
