"""Histograms with numpy: 20 equal-mass cells of the reference, counts of both sides, value counts of categories.

    python numpy_histograms.py [--all] [--by-column] REFERENCE CURRENT

--all        count the identifiers and the free text too (as categories)
--by-column  read one column at a time instead of both tables whole: slower to read, far less memory
"""

from measured import Measured, arguments, column_names, wanted

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

CELLS = 20


def numbers(column):
    """A column as doubles without nulls; times as whole units since 1970."""
    column = column.drop_null()
    if pa.types.is_date(column.type):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    return column.cast(pa.float64(), safe=False).to_numpy()


def main():
    reference, current, options = arguments()
    by_column = bool(options.get("by-column"))
    measured = Measured("numpy histograms" + (", all columns" if options.get("all") else "") + (", by column" if by_column else ""))
    names = wanted(column_names(reference), options)
    if not by_column:
        tables = [pq.read_table(path, columns=names) for path in (reference, current)]
        measured.lap("load")
    cells = categories = 0
    for name in names:
        if by_column:
            sides = [pq.read_table(path, columns=[name]).column(0) for path in (reference, current)]
            measured.lap("load")
        else:
            sides = [table.column(name) for table in tables]
        if pa.types.is_string(sides[0].type) or pa.types.is_large_string(sides[0].type):
            counts = [pc.value_counts(side) for side in sides]
            categories += sum(len(count) for count in counts)
            measured.lap("value counts")
            continue
        a, b = (numbers(side) for side in sides)
        measured.lap("convert")
        edges = np.unique(np.quantile(a, np.linspace(0, 1, CELLS + 1)))
        edges[0], edges[-1] = -np.inf, np.inf
        measured.lap("quantiles")
        counts = [np.histogram(side, edges)[0] for side in (a, b)]
        cells += sum(len(count) for count in counts)
        measured.lap("histograms")
    measured.report(columns=len(names), cells=cells, categories=categories)


main()
