import { byDeletingOne, type SumOverCells } from "./by-deleting-one.ts";
import { chaoWangJostSum } from "./chao-wang-jost.ts";
import type { EntropyEstimator } from "./entropy-estimator.ts";
import { nemenmanShafeeBialek } from "./nsb.ts";
import { shrinkage } from "./shrinkage.ts";
import { chaoShenSum, grassbergerSum, jackknifeSum, millerMadowSum, plugInSum, zhangSum } from "./sums.ts";

/** How an entropy is estimated from counts. */
export type EntropyMethod =
  | "chao-wang-jost"
  | "nsb"
  | "grassberger"
  | "zhang"
  | "jackknife"
  | "miller-madow"
  | "chao-shen"
  | "shrinkage"
  | "plug-in";

const summed = (
  sums: SumOverCells,
  about: Pick<EntropyEstimator, "title" | "formula" | "source">,
): EntropyEstimator => ({
  ...about,
  error: "jackknife",
  usesCategories: false,
  estimate: (sample) => byDeletingOne(sample, sums),
});

/** The estimators of an entropy, by name; C = 1 − f₁/n, K the number of categories, K̂ of those seen. */
export const ENTROPY_ESTIMATORS: Readonly<Record<EntropyMethod, EntropyEstimator>> = {
  "chao-wang-jost": summed(chaoWangJostSum, {
    title: "Chao–Wang–Jost",
    formula: "Σ (nᵢ/n)[ψ(n) − ψ(nᵢ)] + (f₁/n)(1−A)^{1−n}{−ln A − Σ_{r<n} (1−A)^r/r}, A = 2f₂/((n−1)f₁ + 2f₂)",
    source: "Chao, Wang & Jost, Methods in Ecology and Evolution 4 (2013) 1091",
  }),
  nsb: {
    title: "Nemenman–Shafee–Bialek",
    formula: "∫ E[H | n + β] p(n | β) dξ(β), ξ(β) = ψ(Kβ+1) − ψ(β+1)",
    source: "Nemenman, Shafee & Bialek, Advances in Neural Information Processing Systems 14 (2002)",
    error: "posterior standard deviation",
    usesCategories: true,
    estimate: nemenmanShafeeBialek,
  },
  grassberger: summed(grassbergerSum, {
    title: "Grassberger",
    formula: "ln n − Σ nᵢ G(nᵢ)/n, G(n) = ψ(n) + ½(−1)ⁿ[ψ((n+1)/2) − ψ(n/2)]",
    source: "Grassberger, arXiv:physics/0307138 (2003)",
  }),
  zhang: summed(zhangSum, {
    title: "Zhang",
    formula: "Σ (nᵢ/n)[ψ(n) − ψ(nᵢ)]",
    source: "Zhang, Neural Computation 24 (2012) 1368",
  }),
  jackknife: summed(jackknifeSum, {
    title: "jackknife",
    formula: "nĤ − (n−1)·mean of Ĥ without one observation",
    source: "Burnham & Overton, Biometrika 65 (1978) 625",
  }),
  "miller-madow": summed(millerMadowSum, {
    title: "Miller–Madow",
    formula: "Ĥ + (K̂−1)/2n",
    source: "Miller, in Information Theory in Psychology (1955) 95",
  }),
  "chao-shen": summed(chaoShenSum, {
    title: "Chao–Shen",
    formula: "−Σ C p̂ ln(C p̂)/(1 − (1 − C p̂)ⁿ)",
    source: "Chao & Shen, Environmental and Ecological Statistics 10 (2003) 429",
  }),
  shrinkage: {
    title: "James–Stein shrinkage",
    formula: "H(λ/K + (1−λ)p̂), λ = (1 − Σp̂²)/((n−1)Σ(1/K − p̂)²)",
    source: "Hausser & Strimmer, Journal of Machine Learning Research 10 (2009) 1469",
    error: "delta method, λ held",
    usesCategories: true,
    estimate: shrinkage,
  },
  "plug-in": summed(plugInSum, {
    title: "plug-in",
    formula: "Ĥ = −Σ p̂ ln p̂",
    source: "Basharin, Theory of Probability and Its Applications 4 (1959) 333",
  }),
};
