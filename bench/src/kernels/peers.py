"""Times peers written in Python: one JSON request a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np
import scipy.special as sp
import scipy.stats as st
from scipy.spatial.distance import jensenshannon

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None

data = {}


def load(request):
    array = np.fromfile(request["file"], dtype=request["dtype"])
    if request.get("cols"):
        array = array.reshape(-1, request["cols"])
    data[request["name"]] = array
    if torch is not None:
        data["t" + request["name"]] = torch.from_numpy(array)


def grad(loss_of):
    y = data["ty"].detach().requires_grad_(True)
    loss_of(y).backward()
    return y.grad


def label_loss(y, reduction):
    return F.cross_entropy(y, data["tlabels"], reduction=reduction)


def kl_loss(y, reduction):
    return F.kl_div(F.log_softmax(y, -1), F.log_softmax(data["tx"], -1), reduction=reduction, log_target=True)


RUN = {
    "read bound (NumPy sums)": lambda p, q: p.sum() + q.sum(),
    "NumPy sum(p*log(p/q))": lambda p, q: (p * np.log(p / q)).sum(),
    "SciPy rel_entr": lambda p, q: sp.rel_entr(p, q).sum(),
    "SciPy kl_div": lambda p, q: sp.kl_div(p, q).sum(),
    "SciPy stats.entropy": lambda p, q: st.entropy(p, q),
    "SciPy jensenshannon": lambda p, q: jensenshannon(p, q) ** 2,
    "SciPy entr": lambda p, q: sp.entr(p).sum(),
    "PyTorch kl_div": lambda p, q: F.kl_div(data["tq"].log(), data["tp"], reduction="sum").item(),
    "PyTorch log_softmax": lambda p, q: F.log_softmax(data["ty"], -1),
    "PyTorch cross_entropy": lambda p, q: label_loss(data["ty"], "none"),
    "PyTorch cross_entropy + backward": lambda p, q: grad(lambda y: label_loss(y, "sum")),
    "PyTorch kl_div of log_softmax": lambda p, q: kl_loss(data["ty"], "none").sum(-1),
    "PyTorch kl_div of log_softmax + backward": lambda p, q: grad(lambda y: kl_loss(y, "sum")),
    "SciPy log_softmax": lambda p, q: sp.log_softmax(data["y"], axis=-1),
}


def answer(request):
    if request["op"] == "load":
        load(request)
        return {}
    if request["op"] == "drop":
        data.clear()
        return {}
    name = request["name"]
    if torch is None and name.startswith("PyTorch"):
        return {"error": "PyTorch is not installed"}
    if torch is not None:
        torch.set_num_threads(request.get("threads", 1))
    run = RUN[name]
    p, q = data.get("p"), data.get("q")
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(request["repeats"]):
        value = run(p, q)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    scalar = float(value) if np.ndim(value) == 0 else None
    return {"cpu": cpu / request["repeats"], "wall": wall / request["repeats"], "value": scalar}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # noqa: BLE001
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
