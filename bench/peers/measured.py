"""What every peer script shares: the columns it reads, the clock it carries, the line it prints."""

import json
import os
import resource
import sys
import time

STRINGS = ["session_id", "user_id", "note"]


def peak_rss_mb():
    """High-water mark of this program's own memory; ru_maxrss may still hold that of the program before exec."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024


class Measured:
    """Wall and CPU time since it was made, with named laps."""

    def __init__(self, name):
        self.name = name
        self.started = time.perf_counter()
        self.laps = {}
        self.last = self.started

    def lap(self, what):
        now = time.perf_counter()
        self.laps[what] = round(self.laps.get(what, 0) + now - self.last, 3)
        self.last = now

    def report(self, **detail):
        times = os.times()
        line = {
            "name": self.name,
            "wall_s": round(time.perf_counter() - self.started, 3),
            "cpu_s": round(times.user + times.system, 3),
            "peak_rss_mb": round(peak_rss_mb(), 1),
            "detail": {"laps": self.laps, **detail},
        }
        print(json.dumps(line, default=str))


def arguments():
    """`--flag` and `--key=value` options, and the reference and current files."""
    options, paths = {}, []
    for argument in sys.argv[1:]:
        if argument.startswith("--"):
            key, _, value = argument[2:].partition("=")
            options[key] = value or True
        else:
            paths.append(argument)
    if len(paths) != 2:
        sys.exit(f"usage: {sys.argv[0]} [--option[=value]] REFERENCE CURRENT")
    return paths[0], paths[1], options


def wanted(names, options):
    """The columns to compare: with --all the identifiers and the free text too; never those in --without=a,b."""
    left_out = set(options.get("without", "").split(","))
    return [name for name in names if name not in left_out and (options.get("all") or name not in STRINGS)]


def read_frame(path, columns):
    """A pandas frame; decimals as doubles and dates as timestamps, which is kinder than pandas' own objects."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=columns)
    for i, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            table = table.set_column(i, field.name, table.column(i).cast(pa.float64()))
        elif pa.types.is_date(field.type):
            table = table.set_column(i, field.name, table.column(i).cast(pa.timestamp("s")))
    return table.to_pandas(self_destruct=True, split_blocks=True)


def column_names(path):
    import pyarrow.parquet as pq

    return pq.read_schema(path).names
