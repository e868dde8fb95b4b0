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


def adjoint(a):
    return a.conj().swapaxes(-1, -2)


def relative_entropies(rho, sigma):
    r, u = np.linalg.eigh(rho)
    s, v = np.linalg.eigh(sigma)
    overlap = np.abs(adjoint(u) @ v) ** 2
    cross = (r[:, None, :] @ overlap @ np.log(s)[:, :, None])[:, 0, 0]
    return (r * np.log(r)).sum(1) - cross


def relative_entropies_to_one(rho, logarithm):
    r = np.linalg.eigvalsh(rho)
    return (r * np.log(r)).sum(1) - np.einsum("kij,ji->k", rho, logarithm).real


def logarithm_of(sigma):
    s, v = np.linalg.eigh(sigma)
    return (v * np.log(s)) @ adjoint(v)


def root(states):
    r, u = np.linalg.eigh(states)
    return (u * np.sqrt(np.maximum(r, 0))[:, None, :]) @ adjoint(u)


def fidelities(rho, sigma):
    return np.linalg.svd(root(rho) @ root(sigma), compute_uv=False).sum(1) ** 2


def entropies(rho):
    r = np.linalg.eigvalsh(rho)
    return -(r * np.log(r)).sum(1)


def trace_distances(rho, sigma):
    return np.abs(np.linalg.eigvalsh(rho - sigma)).sum(1) / 2


JOBS = {
    "eigenvectors": lambda: np.linalg.eigh(states[0][0])[0],
    "eigenvalues": lambda: np.linalg.eigvalsh(states[0][0]),
    "relative entropy": lambda: [relative_entropy(states[0][0], states[1][0])],
    "entropies of many": lambda: entropies(states[0]),
    "relative entropies to one": lambda: relative_entropies_to_one(states[0], logarithm),
    "relative entropies of pairs": lambda: relative_entropies(*states),
    "trace distances of pairs": lambda: trace_distances(*states),
    "fidelities of pairs": lambda: fidelities(*states),
}

logarithm = None

for line in sys.stdin:
    request = json.loads(line)
    if "version" in request:
        answer = {"version": np.__version__}
    elif "states" in request:
        n = request["n"]
        states = [(np.array(re) + 1j * np.array(im)).reshape(-1, n, n) for re, im in request["states"]]
        logarithm = logarithm_of(states[1][0])
        answer = {}
    else:
        job = JOBS[request["job"]]
        start = time.process_time()
        for _ in range(request["repeats"]):
            value = job()
        seconds = (time.process_time() - start) / request["repeats"]
        answer = {"seconds": seconds, "value": np.asarray(value).tolist()}
    print(json.dumps(answer), flush=True)
