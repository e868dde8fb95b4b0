"""The evidently package itself: its data drift preset on two pandas frames.

    python evidently_package.py [--all] [--html=FILE] REFERENCE CURRENT

--all        include the identifiers and the free text (hours at millions of rows)
--html=FILE  write its HTML report too
"""

import os

os.environ["DO_NOT_TRACK"] = "1"

from measured import Measured, arguments, column_names, read_frame, wanted


def main():
    reference, current, options = arguments()
    measured = Measured("evidently, the package")
    from evidently import Report
    from evidently.presets import DataDriftPreset

    measured.lap("import")
    names = wanted(column_names(reference), options)
    frames = [read_frame(path, names) for path in (reference, current)]
    measured.lap("load")
    snapshot = Report([DataDriftPreset()], include_tests=True).run(current_data=frames[1], reference_data=frames[0])
    measured.lap("run")
    result = snapshot.dict()
    measured.lap("dict")
    if options.get("html"):
        snapshot.save_html(options["html"])
        measured.lap("html")
    flagged, scores = [], {}
    for metric in result["metrics"]:
        config = metric["config"]
        if not config["type"].endswith("ValueDrift"):
            continue
        scores[config["column"]] = [config.get("method"), metric["value"]]
    for test in result["tests"]:
        config = test["metric_config"]["params"] if "params" in test["metric_config"] else test["metric_config"]
        if test["status"] == "FAIL" and "column" in config:
            flagged.append(config["column"])
    measured.report(flagged=flagged, skipped=[name for name in names if name not in scores], scores=scores)


main()
