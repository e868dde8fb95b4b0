"""dp_accounting's privacy-loss distributions on one run, best of some rounds: reads one JSON line, prints one."""
import importlib.metadata
import json
import sys
import time

import dp_accounting
from dp_accounting import pld

request = json.loads(sys.stdin.readline())
answers = []
for interval in request["intervals"]:
    best = float("inf")
    for _ in range(request["rounds"]):
        start = time.perf_counter()
        accountant = pld.PLDAccountant(value_discretization_interval=interval)
        step = dp_accounting.PoissonSampledDpEvent(request["rate"], dp_accounting.GaussianDpEvent(request["noise"]))
        accountant.compose(dp_accounting.SelfComposedDpEvent(step, request["steps"]))
        epsilon = float(accountant.get_epsilon(request["delta"]))
        best = min(best, time.perf_counter() - start)
    answers.append({"interval": interval, "epsilon": epsilon, "seconds": best})
print(json.dumps({"version": importlib.metadata.version("dp-accounting"), "answers": answers}))
