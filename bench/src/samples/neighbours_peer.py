"""Times Wang, Kulkarni and Verdu's estimate by SciPy's cKDTree, one thread, once for each line read."""

import json
import sys
import time

import numpy as np
import scipy
from scipy.spatial import cKDTree

p_file, q_file, dim, k = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
p = np.fromfile(p_file).reshape(-1, dim)
q = np.fromfile(q_file).reshape(-1, dim)
print(json.dumps({"version": scipy.__version__}), flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    own = cKDTree(p).query(p, k + 1, workers=1)[0][:, k]
    other = cKDTree(q).query(p, [k], workers=1)[0][:, 0]
    value = dim * np.mean(np.log(other / own)) + np.log(len(q) / (len(p) - 1))
    print(json.dumps({"seconds": time.perf_counter() - start, "value": value}), flush=True)
