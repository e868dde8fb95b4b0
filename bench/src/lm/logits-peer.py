"""Mean D(P || Q) of two safetensors files of logits by NumPy: log-softmax of both in single precision, sums in double.

    python logits-peer.py BASE MODEL

Prints {"rows", "cpu", "wall", "meanKl"}; 32 rows at a time, on one thread, without starting Python and NumPy.
"""

import json
import sys
import time

import numpy as np

TYPES = {"F16": np.float16, "F32": np.float32}
ROWS = 32


def open_logits(path):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        entry = json.loads(file.read(length))["logits"]
    return open(path, "rb"), 8 + length, np.dtype(TYPES[entry["dtype"]]), entry["shape"]


def block(source, row, rows):
    file, offset, dtype, (_, width) = source
    file.seek(offset + row * width * dtype.itemsize)
    logits = np.fromfile(file, dtype, rows * width).reshape(rows, width).astype(np.float32)
    logits -= logits.max(axis=1, keepdims=True)
    likely = np.exp(logits)
    mass = likely.sum(axis=1, dtype=np.float64, keepdims=True)
    return logits, likely, mass


base, model = open_logits(sys.argv[1]), open_logits(sys.argv[2])
count = base[3][0]
total = 0.0
began, started = time.perf_counter(), time.process_time()
for row in range(0, count, ROWS):
    rows = min(ROWS, count - row)
    p, likely, mass_p = block(base, row, rows)
    q, _, mass_q = block(model, row, rows)
    p -= q
    p *= likely
    total += float((p.sum(axis=1, dtype=np.float64, keepdims=True) / mass_p - np.log(mass_p) + np.log(mass_q)).sum())
spent, wall = time.process_time() - started, time.perf_counter() - began
print(json.dumps({"rows": count, "cpu": spent, "wall": wall, "meanKl": total / count}))
