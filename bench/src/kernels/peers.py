"""Times peers written in Python: one JSON request a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np
import scipy
import scipy.special as sp
from scipy.spatial.distance import jensenshannon

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None

data = {}


def load(request):
    data.clear()
    kind = "<f4" if request["single"] else "<f8"
    shape = (request["rows"], request["cols"]) if request["rows"] > 1 else (-1,)
    for name, file in request["files"].items():
        array = np.fromfile(file, dtype="<i8" if name == "labels" else kind)
        data[name] = array if name == "labels" else array.reshape(shape)
        if torch is not None:
            data["t" + name] = torch.from_numpy(data[name])
    return {}


def grad(loss_of):
    y = data["tq"].detach().requires_grad_(True)
    loss_of(y).backward()
    return y.grad


def label_loss(y, reduction):
    return F.cross_entropy(y, data["tlabels"], reduction=reduction)


def kl_loss(y, reduction):
    return F.kl_div(F.log_softmax(y, -1), F.log_softmax(data["tp"], -1), reduction=reduction, log_target=True)


def softmax_kl(p, q):
    u, v = sp.log_softmax(p, axis=-1), sp.log_softmax(q, axis=-1)
    return (np.exp(u) * (u - v)).sum(-1)


def torch_entropy():
    return -torch.special.entr(data["tp"]).sum().item()


def torch_js():
    p, q = data["tp"], data["tq"]
    m = ((p + q) / 2).log()
    return F.kl_div(m, p, reduction="sum").item() + F.kl_div(m, q, reduction="sum").item()


RUN = {
    "read": lambda p, q: p.sum() + q.sum(),
    "numpy kl": lambda p, q: (p * np.log(p / q)).sum(),
    "numpy entropy": lambda p, q: -(p * np.log(p)).sum(),
    "rel_entr kl": lambda p, q: sp.rel_entr(p, q).sum(),
    "kl_div kl": lambda p, q: sp.kl_div(p, q).sum(),
    "scipy entropy": lambda p, q: sp.entr(p).sum(),
    "scipy jensenShannon": lambda p, q: jensenshannon(p, q) ** 2,
    "scipy logSoftmax": lambda p, q: sp.log_softmax(q, axis=-1),
    "scipy labelLoss": lambda p, q: sp.logsumexp(q, axis=-1) - np.take_along_axis(q, data["labels"][:, None], 1)[:, 0],
    "scipy klLogits": softmax_kl,
    "torch kl": lambda p, q: F.kl_div(data["tq"].log(), data["tp"], reduction="sum").item(),
    "torch entropy": lambda p, q: torch_entropy(),
    "torch jensenShannon": lambda p, q: torch_js(),
    "torch logSoftmax": lambda p, q: F.log_softmax(data["tq"], -1),
    "torch labelLoss": lambda p, q: label_loss(data["tq"], "none"),
    "torch labelLossGradient": lambda p, q: grad(lambda y: label_loss(y, "sum")),
    "torch klLogits": lambda p, q: kl_loss(data["tq"], "none").sum(-1),
    "torch klLogitsGradient": lambda p, q: grad(lambda y: kl_loss(y, "sum")),
}


def timed(request):
    job, threads = request["job"], request["threads"]
    if job.startswith("torch"):
        if torch is None:
            return {"error": "PyTorch is not installed"}
        torch.set_num_threads(threads)
    run = RUN[job]
    p, q = data["p"], data["q"]
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(request["repeats"]):
        run(p, q)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpu": cpu / request["repeats"], "wall": wall / request["repeats"]}


def about(request):
    versions = {"NumPy": np, "SciPy": scipy, "PyTorch": torch}
    return {"about": ", ".join(f"{name} {one.__version__}" for name, one in versions.items() if one is not None)}


OPS = {"about": about, "load": load, "time": timed}

for line in sys.stdin:
    request = json.loads(line)
    try:
        reply = OPS[request["op"]](request)
    except Exception as error:  # noqa: BLE001
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
