import { random, type Seed } from "@relent/core/random";
import { type Images, order, pick } from "@relent/example-kit";

/** Gives a share of the pictures another label, each other class being equally likely (symmetric noise). */
export function mislabel(images: Images, share: number, seed: Seed): Images {
  const stream = random(seed);
  const labels = images.labels.map((label) =>
    stream.uniform() < share ? (label + 1 + stream.integer(images.classes - 1)) % images.classes : label,
  );
  return { ...images, labels };
}

/** How many pictures there are of each class. */
export function classCounts({ labels, classes }: Images): readonly number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** Leaves ever fewer pictures of each next class: all of class 0, a `ratio`-th as many of the last. */
export function unbalance(images: Images, ratio: number, seed: Seed): Images {
  const most = Math.min(...classCounts(images));
  const left = Array.from({ length: images.classes }, (_, c) =>
    Math.max(2, Math.round(most * ratio ** (-c / (images.classes - 1)))),
  );
  const kept: number[] = [];
  for (const place of order(images.labels.length, seed)) {
    if (left[images.labels[place]!]!-- > 0) kept.push(place);
  }
  return pick(images, kept);
}
