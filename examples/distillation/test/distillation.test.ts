import { kl, logits } from "@relent/core";
import { accuracy, convolutional, digits, logitsOf, perceptron, ready } from "@relent/example-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { ALONE, BETWEEN, TEMPERATURES, TRUNCATED } from "../src/lessons.ts";
import { train } from "../src/train.ts";

beforeAll(ready);

const mean = (all: Float64Array) => all.reduce((a, b) => a + b, 0) / all.length;

describe("distillation", () => {
  it("brings the student nearer to the teacher than it began, by every way of teaching", () => {
    const images = digits(300, 1);
    const large = convolutional(8, 10, 4);
    const none = new Float64Array(3000);
    const own = train(large, {
      images,
      teacher: Float32Array.from(none),
      loss: ALONE.loss,
      steps: 60,
      seed: 1,
    });
    const teacher = logitsOf(large, own, images);
    expect(accuracy(teacher, images)).toBeGreaterThan(0.5);
    const small = perceptron(8, 10, 12);
    const away = (steps: number, loss: typeof ALONE.loss) => {
      const weights = train(small, { images, teacher, loss, steps, seed: 2 });
      return mean(kl(logits(teacher, { cols: 10 }), logits(logitsOf(small, weights, images), { cols: 10 })));
    };
    for (const { name, loss } of [...TEMPERATURES, ...BETWEEN, ...TRUNCATED]) {
      expect(away(60, loss), name).toBeLessThan(away(1, loss));
    }
  });
});
