import * as kinds from "../../src/finite/kinds.ts";
import * as loss from "../../src/loss/index.ts";
import type { Case, Tensor } from "./cases.ts";

export type Floats = Float32Array | Float64Array;
/** Makes a typed array of a tensor's numbers, in the precision under test. */
export type Make = (x: Tensor) => Floats;

/** What came out, in the shape of the fixtures. */
export interface Got {
  /** One number, or one a row. */
  readonly value: ArrayLike<number>;
  readonly grads: Record<string, ArrayLike<number>>;
}

type Options = Record<string, unknown>;
type Call = (c: Case, make: Make) => Got;

const CAMEL: Record<string, string> = {
  label_smoothing: "labelSmoothing",
  ignore_index: "ignoreIndex",
  lse_square_scale: "zLoss",
};

/** The fixture's parameters under our names, reduced as its value is. */
export function optionsOf(c: Case, rest: Options = {}): Options {
  const options: Options = c.scalar ? {} : { reduction: "none" };
  for (const [name, value] of Object.entries(c.params)) options[CAMEL[name] ?? name] = value;
  if (c.upstream !== undefined) options.upstream = c.upstream.data;
  return { ...options, ...rest };
}

interface Result {
  readonly value: number;
  readonly grad: unknown;
  readonly perRow?: Float64Array;
}

/** A result with one gradient, under the fixture's name for the input that moves. */
export function single(c: Case, result: Result, name: string): Got {
  return { value: c.scalar ? [result.value] : result.perRow!, grads: { [name]: result.grad as Floats } };
}

/** A result with several gradients. */
export function several(c: Case, result: Result, names: Record<string, string> = {}): Got {
  const grads = Object.fromEntries(
    Object.entries(result.grad as Record<string, Floats>).map(([name, grad]) => [names[name] ?? name, grad]),
  );
  return { value: c.scalar ? [result.value] : result.perRow!, grads };
}

/** Positions after the class axis of an array (N, C, d…). */
export const innerOf = ({ shape }: Tensor): number => shape.slice(2).reduce((n, d) => n * d, 1);

const input = (c: Case, name: string): Tensor => c.inputs[name]!;

const labelled =
  (f: (x: never, y: never, o: never) => Result, more: (c: Case) => Options = () => ({})): Call =>
  (c, make) => {
    const logits = input(c, "logits");
    const options = optionsOf(c, {
      inner: innerOf(logits),
      ...(c.inputs.weight && { classWeights: c.inputs.weight.data }),
      ...more(c),
    });
    return single(c, f(make(logits) as never, input(c, "target").data as never, options as never), "logits");
  };

const targeted =
  (f: (x: never, y: never, o: never) => Result): Call =>
  (c, make) => {
    const logits = input(c, "logits");
    const rows = { cols: logits.shape[1]! };
    const run = (wrt: string) =>
      f(
        kinds.logits(make(logits), rows) as never,
        make(input(c, "target")) as never,
        optionsOf(c, { wrt, ...(c.inputs.weight && { classWeights: c.inputs.weight.data }) }) as never,
      );
    return both(c, run("logits"), "logits", run("target"), "target");
  };

/** The gradients of two runs that differ in what moves. */
function both(c: Case, first: Result, a: string, second: Result, b: string): Got {
  const got = single(c, first, a);
  return { ...got, grads: { ...got.grads, [b]: second.grad as Floats } };
}

const divergence =
  (
    f: (x: never, y: never, o: never) => Result,
    more: (p: Record<string, unknown>) => Options = () => ({}),
    names = ["student", "teacher"],
  ): Call =>
  (c, make) => {
    const [a, b] = [input(c, names[0]!), input(c, names[1]!)];
    const rows = { cols: a.shape[1]! };
    const { temperature, scale } = c.params as { temperature?: number; scale?: number };
    const run = (wrt: string) =>
      f(
        kinds.logits(make(a), rows) as never,
        kinds.logits(make(b), rows) as never,
        optionsOf(c, {
          wrt,
          ...(temperature && { scaleByTemperatureSquared: scale === temperature ** 2 }),
          ...more(c.params),
        }) as never,
      );
    return both(c, run("student"), names[0]!, run("teacher"), names[1]!);
  };

const elements =
  (f: (x: never, y: never, o: never) => Result, x = "x", more: (c: Case) => Options = () => ({})): Call =>
  (c, make) =>
    single(
      c,
      f(
        make(input(c, x)) as never,
        input(c, "target").data as never,
        optionsOf(c, { ...(c.inputs.weight && { weights: c.inputs.weight.data }), ...more(c) }) as never,
      ),
      x,
    );

const distilled =
  (f: (s: never, t: never, y: never, o: never) => Result): Call =>
  (c, make) => {
    const student = input(c, "student");
    const rows = { cols: student.shape[1]! };
    return single(
      c,
      f(
        kinds.logits(make(student), rows) as never,
        kinds.logits(make(input(c, "teacher")), rows) as never,
        input(c, "target").data as never,
        optionsOf(c) as never,
      ),
      "student",
    );
  };

const counted =
  (f: (x: never, y: never, n: never, o: never) => Result): Call =>
  (c, make) =>
    single(
      c,
      f(
        make(input(c, "logits")) as never,
        input(c, "target").data as never,
        input(c, "counts").data as never,
        optionsOf(c) as never,
      ),
      "logits",
    );

const TAILS: Record<string, string> = { raw: "drop", renorm: "renormalise", tail: "bucket" };
const RISKS: Record<string, string> = { mle2: "likelihood", ceBayes: "crossEntropy", sse: "squaredError" };

const evidential =
  (risk: string): Call =>
  (c, make) =>
    single(
      c,
      loss.evidentialLoss(
        make(input(c, "evidence")),
        input(c, "target").data,
        optionsOf(c, { risk: RISKS[risk], klWeight: c.params.lam }),
      ),
      "evidence",
    );

const LATENT = { mean: "mu", logVariance: "logvar" };
const AGGREGATIONS: Record<string, string> = {
  "token-mean": "tokenMean",
  "seq-mean-token-mean": "seqMeanTokenMean",
  "seq-mean-token-sum": "seqMeanTokenSum",
  "dr-grpo": "seqMeanTokenSumNorm",
};

const latent =
  (
    f: (m: never, l: never, o: never) => Result,
    more: (p: Record<string, unknown>) => Options = () => ({}),
  ): Call =>
  (c, make) =>
    several(
      c,
      f(
        make(input(c, "mu")) as never,
        make(input(c, "logvar")) as never,
        optionsOf(c, { rows: 6, ...more(c.params) }) as never,
      ),
      LATENT,
    );

const policyKl =
  (options: Options): Call =>
  (c, make) => {
    const old = c.inputs.old && { oldLogProbs: make(c.inputs.old) };
    return single(
      c,
      loss.policyKlLoss(make(input(c, "logp")), make(input(c, "ref")), optionsOf(c, { ...options, ...old })),
      "logp",
    );
  };

/** How each function of the fixtures is called. */
export const CALLS: Record<string, Call> = {
  crossEntropy: labelled(loss.crossEntropyLoss),
  crossEntropyZ: labelled(loss.crossEntropyLoss),
  crossEntropySoft: targeted(loss.softCrossEntropyLoss),
  nll: (c, make) =>
    single(c, loss.nllLoss(make(input(c, "logp")), input(c, "target").data, optionsOf(c)), "logp"),
  bceWithLogits: (c, make) => {
    const run = (wrt: "logits" | "target") =>
      loss.binaryCrossEntropyLoss(make(input(c, "x")), make(input(c, "target")), {
        ...optionsOf(c, {
          ...(c.inputs.weight && { weights: c.inputs.weight.data }),
          ...(c.inputs.pos_weight && { positiveWeights: c.inputs.pos_weight.data }),
        }),
        wrt,
      });
    return both(c, run("logits"), "x", run("target"), "target");
  },
  focal: labelled(loss.focalLoss, () => ({ meanBy: "count" })),
  sigmoidFocal: elements(loss.sigmoidFocalLoss),
  asymmetric: elements(loss.asymmetricLoss, "x", ({ params }) => ({
    gammaPositive: params.gamma_pos,
    gammaNegative: params.gamma_neg,
    margin: params.clip,
  })),
  classBalanced: counted(loss.classBalancedLoss),
  logitAdjusted: counted(loss.logitAdjustedLoss),
  vectorScaling: counted(loss.vectorScalingLoss),
  gce: labelled(loss.generalizedCrossEntropyLoss),
  mae: labelled(loss.meanAbsoluteErrorLoss),
  rce: labelled(loss.reverseCrossEntropyLoss, (c) => ({ logZero: -(c.params.A as number) })),
  sce: labelled(loss.symmetricCrossEntropyLoss, (c) => ({ logZero: -(c.params.A as number) })),
  taylorCE: labelled(loss.taylorCrossEntropyLoss),
  poly1: labelled(loss.polyLoss),
  polyN: labelled(loss.polyLoss, (c) => ({ epsilon: c.params.epsilons })),
  nce: labelled(loss.normalizedCrossEntropyLoss),
  nfl: labelled(loss.normalizedFocalLoss),
  bootstrapSoft: labelled(loss.softBootstrapLoss),
  bootstrapSoftDetached: labelled(loss.softBootstrapLoss, () => ({ detached: true })),
  bootstrapHard: labelled(loss.hardBootstrapLoss),
  aul: labelled(loss.asymmetricUnhingedLoss, (c) => ({ k: c.params.p })),
  agce: labelled(loss.asymmetricGeneralizedCrossEntropyLoss),
  ael: labelled(loss.asymmetricExponentialLoss),
  jsNoisy: labelled(loss.noisyLabelJensenShannonLoss, () => ({ normalise: true })),
  confidencePenalty: labelled(loss.confidencePenaltyLoss),
  squentropy: labelled(loss.squentropyLoss),
  logitNorm: labelled(loss.logitNormLoss, () => ({ epsilon: 1e-7 })),
  forwardCorrected: (c, make) =>
    single(
      c,
      loss.forwardCorrectedLoss(
        make(input(c, "logits")),
        input(c, "target").data,
        (c.params.T as number[][]).flat(),
        optionsOf(c),
      ),
      "logits",
    ),
  "evidential-mle2": evidential("mle2"),
  "evidential-ceBayes": evidential("ceBayes"),
  "evidential-sse": evidential("sse"),
  temperatureNLL: (c, make) =>
    several(
      c,
      loss.temperatureLoss(
        make(input(c, "logits")),
        input(c, "target").data,
        input(c, "temperature").data[0]!,
        optionsOf(c),
      ),
    ),
  mixup: (c, make) =>
    single(
      c,
      loss.mixupCrossEntropyLoss(
        make(input(c, "logits")),
        input(c, "a").data,
        input(c, "b").data,
        optionsOf(c, { lambda: c.params.lam }),
      ),
      "logits",
    ),
  forwardKL: divergence(loss.forwardKlLoss),
  reverseKL: divergence(loss.reverseKlLoss),
  jeffreys: divergence(loss.jeffreysLoss),
  gjsd: divergence(loss.generalizedJsdLoss),
  gjsdSwapped: divergence(loss.swappedJsdLoss),
  skewForwardKL: divergence(loss.skewForwardKlLoss),
  skewReverseKL: divergence(loss.skewReverseKlLoss),
  tv: divergence(loss.totalVariationLoss),
  hellinger2: divergence(loss.hellingerSquaredLoss),
  renyi: divergence(loss.renyiLoss),
  alphaAmari: divergence(loss.alphaDivergenceLoss),
  chi2: divergence(loss.chiSquaredLoss),
  crossEntropyTeacher: divergence(loss.teacherCrossEntropyLoss),
  entropyStudent: (c, make) => {
    const student = input(c, "student");
    const result = loss.entropyLoss(kinds.logits(make(student), { cols: student.shape[1]! }), optionsOf(c));
    return both(c, result, "student", { ...result, grad: new Float64Array(student.data.length) }, "teacher");
  },
  hintonKD: distilled(loss.distillationLoss),
  dkd: distilled(loss.decoupledDistillationLoss),
  topkKD: divergence(loss.topKDistillationLoss, (p) => ({ tail: TAILS[p.mode as string] })),
  klDiv: (c, make) => {
    const run = (wrt: "logProbs" | "target") =>
      loss.pointwiseKlLoss(make(input(c, "logq")), make(input(c, "target")), {
        ...optionsOf(c),
        cols: input(c, "logq").shape[1]!,
        logTarget: Boolean(c.params.log_target),
        wrt,
      });
    return both(c, run("logProbs"), "logq", run("target"), "target");
  },
  infoNCE: (c, make) =>
    several(
      c,
      loss.infoNceLoss(make(input(c, "za")), make(input(c, "zb")), {
        rows: 5,
        temperature: c.params.temperature as number,
      }),
      { a: "za", b: "zb" },
    ),
  gaussianNLL: (c, make) =>
    several(
      c,
      loss.gaussianNllLoss(
        make(input(c, "mu")),
        make(input(c, "x")),
        make(input(c, "var")),
        optionsOf(c, { full: true }),
      ),
      { mean: "mu", variance: "var" },
    ),
  poissonNLL: (c, make) =>
    single(c, loss.poissonNllLoss(make(input(c, "z")), make(input(c, "x")), optionsOf(c)), "z"),
  gaussianKLStd: latent(loss.gaussianKlLoss),
  freeBits: latent(loss.freeBitsLoss, (p) => ({
    allowance: p.lam,
    form: p.mode === "total" ? "total" : "sample",
  })),
  capacity: latent(loss.capacityLoss, (p) => ({ capacity: p.C })),
  elboBernoulli: (c, make) => {
    const [z, x, mu, logvar] = ["x_logits", "x", "mu", "logvar"].map((name) => make(input(c, name)));
    return several(c, loss.elboLoss(z!, x!, mu!, logvar!, optionsOf(c, { rows: 6 })), {
      ...LATENT,
      output: "x_logits",
    });
  },
  iwae: (c, make) =>
    single(
      c,
      loss.iwaeLoss(make(input(c, "logw")), optionsOf(c, { rows: input(c, "logw").shape[0] })),
      "logw",
    ),
  renyiBound: (c, make) =>
    single(
      c,
      loss.renyiBoundLoss(make(input(c, "logw")), optionsOf(c, { rows: input(c, "logw").shape[0] })),
      "logw",
    ),
  dirichletKLUniform: (c, make) =>
    single(c, loss.dirichletKlLoss(make(input(c, "alpha")), optionsOf(c, { rows: 4 })), "alpha"),
  "klEst-k1": policyKl({ estimator: "k1", gradient: "asWritten" }),
  "klEst-k2": policyKl({ estimator: "k2", gradient: "asWritten" }),
  "klEst-k3": policyKl({ estimator: "k3", gradient: "asWritten" }),
  "klEst-k3+": policyKl({ estimator: "k3", gradient: "reverse" }),
  "klEst-k3is": policyKl({ estimator: "k3", gradient: "asWritten" }),
  "klEst-k1score": policyKl({ estimator: "score", gradient: "asWritten" }),
  ppoClip: (c, make) => {
    const {
      clip_low = 0.2,
      clip_high = 0.2,
      dual,
    } = c.params as { clip_low?: number; clip_high?: number; dual?: number };
    const [logp, old, adv] = ["logp", "old", "adv"].map((name) => make(input(c, name)));
    return single(
      c,
      loss.ppoLoss(
        logp!,
        old!,
        adv!,
        optionsOf(c, { clipLow: clip_low, clipHigh: clip_high, ...(dual && { dualClip: dual }) }),
      ),
      "logp",
    );
  },
  grpo: (c, make) => {
    const [logp, old, ref, adv] = ["logp", "old", "ref", "adv"].map((name) => make(input(c, name)));
    const options = optionsOf(c, {
      rowMask: input(c, "mask").data,
      sequenceLength: 5,
      reduction: AGGREGATIONS[c.params.agg as string],
      klGradient: c.params.is_kl ? "reverse" : "forward",
    });
    return single(c, loss.grpoLoss(logp!, old!, ref!, adv!, options), "logp");
  },
  dpo: (c, make) => {
    const [pc, pr, rc, rr] = ["pc", "pr", "rc", "rr"].map((name) => make(input(c, name)));
    return several(
      c,
      loss.dpoLoss(pc!, pr!, rc!, rr!, optionsOf(c, { form: c.params.kind, labelSmoothing: c.params.eps })),
      { chosen: "pc", rejected: "pr" },
    );
  },
  policyKLExact: divergence(loss.reverseKlLoss, () => ({}), ["policy", "ref"]),
  linearCrossEntropy: (c, make) =>
    several(
      c,
      loss.linearCrossEntropyLoss(
        make(input(c, "x")),
        make(input(c, "w")),
        input(c, "target").data,
        optionsOf(c, { bias: make(input(c, "b")) }),
      ),
      { input: "x", weights: "w", bias: "b" },
    ),
  linearJSD: (c, make) => {
    const [xs, ws, xt, wt] = ["xs", "ws", "xt", "wt"].map((name) => make(input(c, name)));
    return several(
      c,
      loss.linearJsdLoss(xs!, ws!, xt!, wt!, optionsOf(c, { rows: 5, scaleByTemperatureSquared: false })),
      { input: "xs", weights: "ws" },
    );
  },
};
