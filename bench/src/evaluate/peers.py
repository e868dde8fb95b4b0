"""The figures of scikit-learn and NumPy for one Parquet file of predictions, as JSON: python peers.py FILE CLASSES"""
import json
import sys

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score


def calibration_error(p, y, bins=15):
    """Mean |accuracy - confidence| over bins of equal mass of the largest probability."""
    confidence = p.max(axis=1)
    right = p.argmax(axis=1) == y
    order = np.argsort(confidence, kind="stable")
    error = 0.0
    for part in np.array_split(order, bins):
        error += len(part) * abs(right[part].mean() - confidence[part].mean())
    return error / len(y)


def main():
    path, classes = sys.argv[1], int(sys.argv[2])
    table = pq.read_table(path)
    y = table.column("y").to_numpy()
    p = np.empty((table.num_rows, classes))
    for k in range(classes):
        p[:, k] = table.column(f"p_{k}").to_numpy()
    del table
    labels = list(range(classes))
    figures = {
        "log loss": log_loss(y, p, labels=labels) / np.log(2),
        "Brier": brier_score_loss(y, p, labels=labels, scale_by_half=False),
        "ROC AUC": roc_auc_score(y, p, multi_class="ovr", average="macro", labels=labels),
        "calibration error": calibration_error(p, y),
    }
    print(json.dumps(figures))


main()
