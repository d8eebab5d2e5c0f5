"""The JSON Schema of the JSON formats, generated from the values that they write and shipped as `report.schema.json`.

Run `python -m pushwhy.report.schema --write` after a change of the model.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

import msgspec

from pushwhy.report.document import LOG_SCHEMA, REPORT_SCHEMA, SUMMARY_SCHEMA, Report

PATH = Path(__file__).with_name("report.schema.json")
"""The shipped schema."""


def report_schema() -> dict[str, Any]:
    """Return the schema of a report; `$defs` also holds `LogLine` and `SummaryLine`, the lines of `jsonl`.

    Every field is written always, so every field is required. Further fields are allowed: readers ignore what they do not know.
    """
    (root,), definitions = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        # Versions of msgspec differ in whether they take the indentation off docstrings.
        definition["description"] = inspect.cleandoc(definition["description"])
        if "properties" in definition:
            _complete(definition)
    _put_schema_first(definitions["Report"], REPORT_SCHEMA)
    log_line = {**definitions["LogReport"], "title": "LogLine", "description": "One line of jsonl."}
    _put_schema_first(log_line, LOG_SCHEMA)
    report = definitions["Report"]["properties"]
    summary_line = {
        "title": "SummaryLine",
        "description": "The last line of jsonl.",
        "type": "object",
        "properties": {
            "summary": report["summary"],
            "layers": definitions["Tool"]["properties"]["layers"],
            "errors": report["errors"],
        },
    }
    _complete(summary_line)
    _put_schema_first(summary_line, SUMMARY_SCHEMA)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pushwhy report",
        **root,
        "$defs": {**definitions, "LogLine": log_line, "SummaryLine": summary_line},
    }


def text() -> str:
    """Return the schema as it is shipped."""
    return msgspec.json.format(msgspec.json.encode(report_schema()), indent=2).decode("utf-8") + "\n"


def _complete(definition: dict[str, Any]) -> None:
    definition["properties"] = {
        name: {k: v for k, v in value.items() if k != "default"} for name, value in definition["properties"].items()
    }
    definition["required"] = list(definition["properties"])


def _put_schema_first(definition: dict[str, Any], name: str) -> None:
    others = {key: value for key, value in definition["properties"].items() if key != "schema"}
    definition["properties"] = {"schema": {"const": name}, **others}
    definition["required"] = list(definition["properties"])


def main(arguments: list[str], path: Path = PATH) -> int:
    """Write the schema to the path with `--write`, else show what it would be."""
    if arguments == ["--write"]:
        path.write_text(text(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
