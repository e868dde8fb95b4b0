import { type Batch, logits } from "@relent/core";
import { random } from "@relent/core/random";
import { fit, heWeights, type Images, type Network, toArray, type Weights } from "@relent/example-kit";

/** What a student sees of a batch: the labels and the teacher's logits, one row a picture. */
export interface Lesson {
  readonly labels: Int32Array;
  readonly teacher: Batch;
}

/** The loss of a student's logits in the light of a lesson. */
export type StudentLoss = (
  student: Batch,
  lesson: Lesson,
) => { readonly value: number; readonly grad: Float32Array | Float64Array };

export interface Course {
  readonly images: Images;
  /** The teacher's logits for all pictures; zeros where there is none. */
  readonly teacher: Float32Array;
  readonly loss: StudentLoss;
  readonly steps: number;
  readonly seed: number;
  readonly onStep?: (step: number, loss: number) => void;
}

/** Trains a network on pictures and what a teacher made of them. */
export function train(
  { shapes, model }: Network,
  { images, teacher, loss, steps, seed, onStep }: Course,
): Weights {
  const { size, classes, labels, pixels } = images;
  const weights = heWeights(shapes, [seed, 1]);
  const stream = random([seed, 2]);
  const batch = Math.min(labels.length, 128);
  const area = size * size;
  fit({
    model,
    loss,
    shapes,
    weights,
    steps,
    rate: 4e-3,
    decay: 0.02,
    batch() {
      const places = Int32Array.from({ length: batch }, () => stream.integer(labels.length));
      const x = new Float32Array(batch * area);
      const known = new Float32Array(batch * classes);
      places.forEach((place, i) => {
        x.set(pixels.subarray(place * area, (place + 1) * area), i * area);
        known.set(teacher.subarray(place * classes, (place + 1) * classes), i * classes);
      });
      const target: Lesson = {
        labels: Int32Array.from(places, (place) => labels[place]!),
        teacher: logits(known, { cols: classes }),
      };
      return { x: toArray(x, [batch, size, size, 1]), target };
    },
    ...(onStep && { onStep }),
  });
  return weights;
}
