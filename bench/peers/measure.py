"""Runs a command and writes its wall seconds, user and system CPU seconds and peak memory in kB to a file.

    python measure.py FILE COMMAND...

For machines without GNU time. The process stays small, because on Linux a child's peak starts at its parent's.
"""

import os
import sys
import time

started = time.monotonic()
child = os.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
peak = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
with open(sys.argv[1], "w") as out:
    out.write(f"{time.monotonic() - started:.3f} {usage.ru_utime:.3f} {usage.ru_stime:.3f} {peak}\n")
sys.exit(os.waitstatus_to_exitcode(status))
