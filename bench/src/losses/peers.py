"""Times PyTorch's losses with their gradients: one JSON request a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

data = {}


def load(request):
    data.clear()
    shape = (request["rows"], request["cols"])
    for name, file in request["files"].items():
        if name == "labels":
            data[name] = torch.from_numpy(np.fromfile(file, "<i4").astype(np.int64))
        else:
            data[name] = torch.from_numpy(np.fromfile(file, "<f4").reshape(shape))
    return {"torch": torch.__version__}


def teacher():
    return F.log_softmax(data["teacher"], -1)


def focal(z):
    surprisal = F.cross_entropy(z, data["labels"], reduction="none")
    return ((1 - torch.exp(-surprisal)) ** 2 * surprisal).mean()


def gce(z):
    p = torch.exp(-F.cross_entropy(z, data["labels"], reduction="none"))
    return ((1 - p**0.7) / 0.7).mean()


def jsd(z):
    s, t = F.log_softmax(z, -1), teacher()
    m = torch.logsumexp(torch.stack([s, t]), 0) - np.log(2)
    own = F.kl_div(m, s, reduction="batchmean", log_target=True)
    return 0.5 * own + 0.5 * F.kl_div(m, t, reduction="batchmean", log_target=True)


LOSSES = {
    "crossEntropy": lambda z: F.cross_entropy(z, data["labels"]),
    "focal": focal,
    "gce": gce,
    "soft": lambda z: F.cross_entropy(z, data["targets"]),
    "forwardKl": lambda z: F.kl_div(F.log_softmax(z, -1), teacher(), reduction="batchmean", log_target=True),
    "reverseKl": lambda z: F.kl_div(teacher(), F.log_softmax(z, -1), reduction="batchmean", log_target=True),
    "jsd": jsd,
}


def once(name):
    z = data["student"].detach().requires_grad_(True)
    value = LOSSES[name](z)
    value.backward()
    return value.item(), z.grad


def run(request):
    torch.set_num_threads(request["threads"])
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(request["repeats"]):
        value, grad = once(request["name"])
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return {
        "cpu": spent[0] / request["repeats"],
        "wall": spent[1] / request["repeats"],
        "value": value,
        "norm": grad.double().norm().item(),
    }


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"load": load, "run": run}[request["op"]](request)
    except Exception as error:  # an answer a line, whatever happens
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
