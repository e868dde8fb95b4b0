"""Evidently's default statistics per column, re-created with pandas and SciPy: no plot data, no report.

    python evidently_path.py [--all] REFERENCE CURRENT

After the rules of evidently 0.7.21: column types as `core/datasets.py`, the method by the reference's rows and the
distinct values of both sides as `stattests/registry.py`, statistics as `stattests/*`. Times and dates have no
drift test there. --all adds the identifiers and the free text, but text columns are only named: their classifier
is not re-created.
"""

from measured import Measured, arguments, column_names, read_frame, wanted

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial import distance


def kind(column):
    dtype = column.dtype.name
    if dtype.startswith("float"):
        return "num"
    if dtype.startswith("int"):
        return "cat" if column.nunique() <= 10 else "num"
    if dtype in ("string", "str", "object"):
        return "text" if column.nunique() > 0.5 * column.count() else "cat"
    if dtype in ("bool", "category"):
        return "cat"
    return "none"


def shares(reference, current, numeric):
    """Equal-width cells over both sides when a number has more than 20 values, otherwise a cell a value."""
    if numeric and reference.nunique() > 20:
        edges = np.histogram_bin_edges(np.asarray(pd.concat([reference, current]).values), bins="sturges")
        return [np.histogram(side, edges)[0] / len(side) for side in (reference, current)]
    keys = list(set(reference.dropna().unique()) | set(current.dropna().unique()))
    counts = [dict(side.value_counts()) for side in (reference, current)]
    return [np.array([count.get(key, 0) for key in keys]) / len(side) for count, side in zip(counts, (reference, current))]


def jensenshannon(reference, current, numeric):
    score = distance.jensenshannon(*shares(reference, current, numeric))
    return "jensenshannon", score, score >= 0.1


def wasserstein(reference, current, numeric):
    score = stats.wasserstein_distance(reference, current) / max(float(np.std(reference)), 0.001)
    return "wasserstein", score, score >= 0.1


def ks(reference, current, numeric):
    p = stats.ks_2samp(reference, current)[1]
    return "ks", p, p <= 0.05


def chisquare(reference, current, numeric):
    keys = list(set(reference.dropna().unique()) | set(current.dropna().unique()))
    expected, observed = (dict(side.value_counts()) for side in (reference, current))
    scale = len(current) / len(reference)
    with np.errstate(divide="ignore"):
        p = stats.chisquare([observed.get(k, 0) for k in keys], [expected.get(k, 0) * scale for k in keys])[1]
    return "chisquare", p, p < 0.05


def two_proportions(reference, current, numeric):
    keys = sorted(set(reference.dropna().unique()) | set(current.dropna().unique()))
    if len(keys) < 2:
        return "z", 1.0, False
    n, m = len(current), len(reference)
    q, p = (current != keys[0]).mean(), (reference != keys[0]).mean()
    pooled = (q * n + p * m) / (n + m)
    z = (p - q) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    p_value = 2 * (1 - stats.norm.cdf(abs(z)))
    return "z", p_value, p_value < 0.05


def method(reference, current, numeric):
    values = pd.concat([reference, current]).nunique()
    if len(reference) <= 1000:
        if numeric and values > 5:
            return ks
        return chisquare if values > 2 else two_proportions
    if numeric:
        values = pd.concat([reference, current]).nunique()
    return wasserstein if numeric and values > 5 else jensenshannon


def clean(column):
    return column.replace([-np.inf, np.inf], np.nan).dropna()


def main():
    paths = arguments()
    options = paths[2]
    measured = Measured("Evidently's path, re-created")
    names = wanted(column_names(paths[0]), options)
    reference, current = (read_frame(path, names) for path in paths[:2])
    measured.lap("load")
    kinds = {name: kind(current[name]) for name in names}
    measured.lap("types")
    flagged, scores, skipped = [], {}, []
    for name in names:
        if kinds[name] not in ("num", "cat"):
            skipped.append(name)
            continue
        a, b = clean(reference[name]), clean(current[name])
        test = method(a, b, kinds[name] == "num")
        measured.lap(f"choice, {kinds[name]}")
        label, score, flag = test(a, b, kinds[name] == "num")
        measured.lap(label)
        scores[name] = [label, float(score)]
        if flag:
            flagged.append(name)
    measured.report(flagged=flagged, skipped=skipped, scores=scores)


main()
