import { exponential } from "../continuous/exponential.ts";
import { gamma } from "../continuous/gamma.ts";
import { bernoulli } from "../discrete/bernoulli.ts";
import type { FamilyEntry } from "../families.ts";
import { arma } from "./arma.ts";
import { continuousTimeChain } from "./continuous-time-chain.ts";
import { hiddenMarkov } from "./hidden-markov.ts";
import { type ChainOptions, markovChain } from "./markov-chain.ts";
import { piecewisePoissonProcess, poissonProcess } from "./poisson-process.ts";
import { renewalProcess } from "./renewal-process.ts";

type List = readonly number[];
type Rows = readonly List[];

const start = (initial: List | undefined): ChainOptions => (initial ? { initial } : {});

const STAY: Rows = [
  [0.9, 0.1],
  [0.3, 0.7],
];
const MOVE: Rows = [
  [0.8, 0.2],
  [0.4, 0.6],
];

/** Every process that a text can name, in alphabetical order; what is an option in code comes last. */
export const PROCESSES: readonly FamilyEntry[] = [
  {
    name: "arma",
    make: arma,
    parameters: ["ar", "ma", "variance"],
    examples: [
      [[0.8], [], 1],
      [[0.5], [0.2], 2],
    ],
  },
  {
    name: "continuousTimeChain",
    make: (generator: Rows, initial?: List) => continuousTimeChain(generator, start(initial)),
    parameters: ["generator", "initial"],
    least: 1,
    examples: [
      [
        [
          [-2, 2],
          [1, -1],
        ],
      ],
      [
        [
          [-1, 1],
          [3, -3],
        ],
        [0.5, 0.5],
      ],
    ],
  },
  {
    name: "hiddenMarkov",
    make: (transition: Rows, emissions: Parameters<typeof hiddenMarkov>[1], initial?: List) =>
      hiddenMarkov(transition, emissions, start(initial)),
    parameters: ["transition", "emissions", "initial"],
    least: 2,
    examples: [
      [STAY, [bernoulli(0.2), bernoulli(0.9)]],
      [MOVE, [bernoulli(0.2), bernoulli(0.8)], [0.5, 0.5]],
    ],
  },
  {
    name: "markovChain",
    make: (transition: Rows, initial?: List) => markovChain(transition, start(initial)),
    parameters: ["transition", "initial"],
    least: 1,
    examples: [[STAY], [MOVE, [0.5, 0.5]]],
  },
  {
    name: "piecewisePoissonProcess",
    make: piecewisePoissonProcess,
    parameters: ["times", "rates"],
    examples: [
      [
        [0, 1, 3],
        [2, 1],
      ],
      [[0, 3], [1]],
    ],
  },
  { name: "poissonProcess", make: poissonProcess, parameters: ["rate"], examples: [[2], [1]] },
  {
    name: "renewalProcess",
    make: renewalProcess,
    parameters: ["gap"],
    examples: [[gamma(2, 1)], [exponential(1)]],
  },
];
