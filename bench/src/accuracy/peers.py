"""KL as SciPy, NumPy and PyTorch give it: one request a line on stdin, one answer a line on stdout."""
import json
import sys

import numpy as np
import scipy.special as sp
import scipy.stats as st

try:
    import torch
    import torch.nn.functional as F
    from torch.distributions import Categorical, kl_divergence
except ImportError:
    torch = None

for line in sys.stdin:
    request = json.loads(line)
    p, q = (np.fromfile(request[name], dtype=request["dtype"]) for name in ("p", "q"))
    found = {}
    if request["kind"] == "weights":
        u, v = p / p.sum(), q / q.sum()
        found["NumPy Σ p·log(p/q)"] = (u * np.log(u / v)).sum()
        found["SciPy stats.entropy"] = st.entropy(p, q)
        found["SciPy rel_entr"] = sp.rel_entr(u, v).sum()
        found["SciPy kl_div"] = sp.kl_div(u, v).sum()
        if torch is not None:
            a, b = torch.from_numpy(u), torch.from_numpy(v)
            found["PyTorch F.kl_div"] = F.kl_div(b.log(), a, reduction="sum").item()
            found["PyTorch Categorical"] = kl_divergence(Categorical(probs=a), Categorical(probs=b)).item()
    else:
        found["SciPy entropy of softmax"] = st.entropy(sp.softmax(p), sp.softmax(q))
        if torch is not None:
            a, b = torch.from_numpy(p), torch.from_numpy(q)
            s, t = F.log_softmax(a, -1), F.log_softmax(b, -1)
            found["PyTorch F.kl_div"] = F.kl_div(t, s.exp(), reduction="sum").item()
            found["PyTorch F.kl_div log_target"] = F.kl_div(t, s, reduction="sum", log_target=True).item()
            found["PyTorch Categorical"] = kl_divergence(Categorical(logits=a), Categorical(logits=b)).item()
    print(json.dumps({name: float(value) for name, value in found.items()}), flush=True)
