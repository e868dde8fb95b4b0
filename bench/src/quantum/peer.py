"""Times NumPy on the matrices it is sent, one line of JSON an answer; one thread."""

import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"
import numpy as np

states = []


def relative_entropy(rho, sigma):
    r, u = np.linalg.eigh(rho)
    s, v = np.linalg.eigh(sigma)
    overlap = np.abs(u.conj().T @ v) ** 2
    return float(r @ np.log(r) - r @ overlap @ np.log(s))


JOBS = {
    "eigenvectors": lambda: np.linalg.eigh(states[0])[0].tolist(),
    "eigenvalues": lambda: np.linalg.eigvalsh(states[0]).tolist(),
    "relative entropy": lambda: [relative_entropy(*states)],
}

for line in sys.stdin:
    request = json.loads(line)
    if "states" in request:
        states = [np.array(re) + 1j * np.array(im) for re, im in request["states"]]
        states = [state.reshape(request["n"], request["n"]) for state in states]
        answer = {"version": np.__version__}
    else:
        job = JOBS[request["job"]]
        start = time.process_time()
        for _ in range(request["repeats"]):
            value = job()
        answer = {"seconds": (time.process_time() - start) / request["repeats"], "value": value}
    print(json.dumps(answer), flush=True)
