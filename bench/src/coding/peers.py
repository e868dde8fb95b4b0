"""Codes a message with constriction's ANS coder (24-bit probabilities, 32-bit words, 64-bit state) and times it.

    python peers.py MESSAGE PROBABILITIES

MESSAGE holds bytes, PROBABILITIES single-precision numbers. Prints a line of JSON.
"""

import json
import sys
import time

import constriction
import numpy as np

message = np.fromfile(sys.argv[1], dtype=np.uint8).astype(np.int32)
probabilities = np.fromfile(sys.argv[2], dtype=np.float32)
model = constriction.stream.model.Categorical(probabilities, perfect=False)
encoded, decoded = [], []
for _ in range(3):
    coder = constriction.stream.stack.AnsCoder()
    start = time.perf_counter()
    coder.encode_reverse(message, model)
    words = coder.get_compressed()
    encoded.append(time.perf_counter() - start)
    start = time.perf_counter()
    back = constriction.stream.stack.AnsCoder(words).decode(model, len(message))
    decoded.append(time.perf_counter() - start)
    assert (back == message).all()
print(json.dumps({"encode": min(encoded), "decode": min(decoded), "bytes": 4 * len(words)}))
