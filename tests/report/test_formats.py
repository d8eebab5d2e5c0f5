"""The table of output formats."""

from __future__ import annotations

from pushwhy.report import FORMATS, json, jsonl
from tests.program import Program
from tests.report.values import CLEAN, PUSHED, report, written

BOTH = report(CLEAN, PUSHED)


def test_every_format_writes_a_whole_report() -> None:
    summary = jsonl.summary_line(BOTH.summary, BOTH.tool.layers, BOTH.errors)
    assert {name: written(BOTH, name) for name in FORMATS} == {
        "text": f"logs/clean.log: no push found\n{written(report(PUSHED), 'text')}",
        "json": f"{json.dumps(BOTH)}\n",
        "jsonl": f"{jsonl.log_line(CLEAN)}\n{jsonl.log_line(PUSHED)}\n{summary}\n",
    }


def test_a_format_that_has_no_log_writes_what_it_has() -> None:
    nothing = report()
    assert {name: written(nothing, name) for name in FORMATS} == {
        "text": "",
        "json": f"{json.dumps(nothing)}\n",
        "jsonl": f"{jsonl.summary_line(nothing.summary, nothing.tool.layers, ())}\n",
    }


def test_the_help_lists_every_format_with_what_it_is(program: Program) -> None:
    words = " ".join(program("scan", "--help").out.split())
    assert f"--format {{{','.join(FORMATS)}}}" in words
    for name, entry in FORMATS.items():
        assert f"{name} ({entry.about})" in words


def test_an_unknown_format_is_refused_with_the_known_ones(program: Program) -> None:
    done = program("scan", "--format", "xml", "-")
    assert done.status == 2
    assert "invalid choice: 'xml'" in done.err
    assert all(name in done.err for name in FORMATS)
