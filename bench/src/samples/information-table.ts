import { estimateMutualInformationFromSamples, type Samples, samples } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { INFORMATION_TASKS, type InformationTask } from "./beyond-normal.ts";
import { markdownHead, markdownRow, type Performance, percent, performanceOf, type Run } from "./summary.ts";

function drawPairs(task: InformationTask, n: number, run: number): readonly [Samples, Samples] {
  const rng = random(["information", task.name, run].join());
  const pairs = Array.from({ length: n }, () => task.draw(rng));
  return [samples(pairs.map(({ x }) => x)), samples(pairs.map(({ y }) => y))];
}

const METHODS = ["normal-referenced", "ksg1", "gaussian-copula"] as const;

const meanAndError = ({ mean, rmse }: Performance): string => `${mean.toFixed(3)} (${rmse.toFixed(3)})`;

/** Mean and root mean squared error of ours, of Kraskov, Stögbauer and Grassberger's and of the Gaussian copula's estimates. */
export function informationTable(count: number, n: number, mostDimensions: number): string {
  let better = 0;
  let both = 0;
  const lines = INFORMATION_TASKS.filter(({ dims }) => Math.max(...dims) <= mostDimensions).map((task) => {
    const runs = METHODS.map((): Run[] => []);
    for (let run = 0; run < count; run++) {
      const [x, y] = drawPairs(task, n, run);
      METHODS.forEach((method, i) => {
        runs[i]!.push(estimateMutualInformationFromSamples(x, y, { method, seed: run }));
      });
    }
    const [ours, ksg, copula] = runs.map((of) => performanceOf(of, task.truth));
    both++;
    if (ours!.rmse < ksg!.rmse) better++;
    process.stderr.write(`${task.name}\n`);
    return markdownRow([
      task.name,
      task.truth.toFixed(3),
      meanAndError(ours!),
      meanAndError(ksg!),
      meanAndError(copula!),
      percent(ours!.coverage),
      percent(ksg!.coverage),
    ]);
  });
  const head = ["task", "truth", "relent", "KSG 1, k = 3", "Gaussian copula", "relent covers", "KSG covers"];
  return [
    ...markdownHead(head),
    ...lines,
    "",
    `relent has the smaller error on ${better} of ${both} tasks.`,
  ].join("\n");
}
