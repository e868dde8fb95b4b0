"""Writes truths.json: KL at 200 bits of the inputs that inputs.ts makes, which this file makes again, bit by bit."""
import json
import struct
import sys

import mpmath as mp

mp.mp.prec = 200


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def congruential(seed):
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state


def weights(n, eps, narrow):
    draw, p, q = congruential(n), [], []
    for _ in range(n):
        a = (next(draw) + 1) / 2**32
        b = a * (1 + eps * (next(draw) / 2**31 - 1))
        p.append(single(a) if narrow else a)
        q.append(single(b) if narrow else b)
    return p, q


def logits(n, eps, narrow):
    draw, x, y = congruential(n), [], []
    for _ in range(n):
        a = 12 * (next(draw) / 2**32) - 6
        a = single(a) if narrow else a
        b = a + eps * (next(draw) / 2**31 - 1)
        x.append(a)
        y.append(single(b) if narrow else b)
    return x, y


def kl(p, q):
    total, other, terms = mp.mpf(0), mp.mpf(0), mp.mpf(0)
    for u, v in zip(p, q):
        total += u
        other += v
    for u, v in zip(p, q):
        terms += u * mp.log(u / v)
    return terms / total + mp.log(other / total)


cases = []
for narrow in (False, True):
    for n in (10, 1000, 100000):
        for eps in (1e-2, 1e-4, 1e-6) if narrow else (1e-2, 1e-4, 1e-6, 1e-8, 1e-9):
            p, q = weights(n, eps, narrow)
            value = kl([mp.mpf(u) for u in p], [mp.mpf(v) for v in q])
            cases.append({"kind": "weights", "n": n, "eps": eps, "single": narrow, "kl": mp.nstr(value, 20)})
for narrow, eps in ((False, 1e-3), (False, 1e-6), (False, 1e-9), (True, 1e-2), (True, 1e-3), (True, 1.8e-4)):
    x, y = logits(131072, eps, narrow)
    value = kl([mp.exp(mp.mpf(u)) for u in x], [mp.exp(mp.mpf(v)) for v in y])
    cases.append({"kind": "logits", "n": 131072, "eps": eps, "single": narrow, "kl": mp.nstr(value, 20)})
json.dump(cases, open(sys.argv[1], "w"), indent=1)
