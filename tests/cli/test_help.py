"""The help texts: every option is told, with examples and the exit statuses."""

from __future__ import annotations

import pytest

from tests.program import Program

OPTIONS = {
    ("scan",): (
        *("--format", "--output", "--fact", "--glob", "--online", "--why", "--exit-zero", "--no-color", "--quiet", "--rules", "--isolated"),
    ),
    ("rules", "check"): ("--rules", "--isolated"),
    ("rules", "test"): ("--all", "--rules", "--isolated"),
}


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_a_command_tells_its_options_and_statuses(program: Program, command: tuple[str, ...]) -> None:
    done = program(*command, "--help", COLUMNS="80")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"usage: pushwhy {' '.join(command)} ")
    for option in OPTIONS[command]:
        assert f"\n  {option}" in done.out
    assert "\nexit status" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_scan_ends_in_examples_and_statuses(program: Program) -> None:
    assert program("scan", "--help").out.endswith(
        """\
examples:
  pushwhy scan build.log
  pushwhy scan logs/ --glob '*.txt'
  dotnet nuget push … 2>&1 | pushwhy scan
  pushwhy scan --follow agent.log
  pushwhy scan build.log --fact key=valid --fact AppLogger@owner=me

exit status, the first that applies:
  2  wrong usage, or a broken rule file (it is left out, the rest is reported)
  3  an input could not be read (the others are reported)
  1  a push failed, for a known or an unknown reason, or its outcome is open
  0  neither
"""
    )


def test_the_program_names_its_commands(program: Program) -> None:
    done = program("--help")
    assert done.status == 0
    assert "    scan      diagnose logs\n    explain   tell what is known of a rule, a cause, the facts, or a message\n" in done.out
    assert "    rules     check and test rules\n" in done.out
    assert "    check     find mistakes in rule files\n    test      run the examples of rules\n" in program("rules", "--help").out
