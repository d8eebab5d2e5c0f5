"""Rules of a team: found in the repository or named, used, named in the report, and tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import team
from tests.program import Done, Program


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with `.pushwhy/` at its root and two logs in a folder of their own."""
    root = tmp_path_factory.mktemp("repository")
    for folder in (".git", ".pushwhy/causes", "logs", "src"):
        (root / folder).mkdir(parents=True)
    (root / ".pushwhy" / "acme.yaml").write_text(team.RULES, encoding="utf-8")
    (root / ".pushwhy" / "causes" / "acme.yaml").write_text(team.CAUSES, encoding="utf-8")
    (root / "logs" / "egress.log").write_bytes(team.EGRESS)
    (root / "logs" / "page.log").write_bytes(team.PAGE)
    return root


def scan(program: Program, folder: Path, *arguments: str, isolated: str = "0") -> Done:
    return program("scan", *arguments, folder=folder, PUSHWHY_ISOLATED=isolated)


def test_rules_of_the_repository_speak_in_the_report(program: Program, repository: Path) -> None:
    done = scan(program, repository, "logs")
    assert done.status == 1
    assert done.out == f"{team.EGRESS_REPORT}\n{team.PAGE_REPORT}"
    assert done.err == f"2 logs: 2 failed\nrules: shipped, {(repository / '.pushwhy').as_posix()}\n"


def test_json_names_the_layers_and_what_lost(program: Program, repository: Path) -> None:
    done = scan(program, repository / "src", "../logs", "--format", "json")
    assert done.report["tool"]["layers"] == ["shipped", (repository / ".pushwhy").as_posix()]
    egress, page = done.report["logs"]
    assert [diagnosis["rule"] for diagnosis in egress["diagnoses"]] == ["acme/egress-blocked"]
    assert egress["diagnoses"][0]["facts"]["policy"] == "EG-17"
    assert [diagnosis["rule"] for diagnosis in page["diagnoses"]] == ["acme/gateway-page"]
    assert {"rule": "http/forbidden", "line": 4} in page["diagnoses"][0]["related"]


@pytest.mark.parametrize("how", ["option", "variable"])
def test_isolated_leaves_them_out(program: Program, repository: Path, how: str) -> None:
    if how == "option":
        done = scan(program, repository, "--isolated", "logs/egress.log", "--format", "json")
    else:
        done = scan(program, repository, "logs/egress.log", "--format", "json", isolated="1")
    assert done.report["tool"]["layers"] == ["shipped"]
    assert done.logs["logs/egress.log"]["verdict"] == "unexplained"


def test_rules_are_named_by_an_option_too(program: Program, repository: Path, tmp_path: Path) -> None:
    done = scan(program, tmp_path, "--isolated", "--rules", str(repository / ".pushwhy"), str(repository / "logs"), "--format", "json")
    assert done.report["tool"]["layers"] == ["shipped", str(repository / ".pushwhy")]
    assert [log["diagnoses"][0]["rule"] for log in done.report["logs"]] == ["acme/egress-blocked", "acme/gateway-page"]


def test_rules_test_runs_their_examples(program: Program, repository: Path) -> None:
    done = program("rules", "test", folder=repository, PUSHWHY_ISOLATED="0")
    assert (done.status, done.out, done.err) == (0, "", "4 examples: 4 passed, 0 failed\n")


def test_rules_test_names_an_example_that_comes_out_otherwise(program: Program, tmp_path: Path) -> None:
    wrong = team.RULES.replace("Blocked by ACME egress policy EG-17'", "Stopped by ACME egress policy EG-17'")
    wrong = wrong.replace(
        "no_match: ['<title>ACME Web Shop - Sign in</title>']", "no_match: ['<title>ACME Web Gateway - Sign out</title>']"
    )
    (tmp_path / "acme.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "causes.yaml").write_text(team.CAUSES, encoding="utf-8")
    done = program("rules", "test", "acme", folder=_renamed(tmp_path, "acme"))
    assert done.status == 1
    assert done.out == (
        "acme/acme.yaml:2: acme/egress-blocked: example 1 must match, but does not: error: Stopped by ACME egress policy EG-17\n"
        "acme/acme.yaml:13: acme/gateway-page: example 1 must not match, but does: <title>ACME Web Gateway - Sign out</title>\n"
    )
    assert done.err == "4 examples: 2 passed, 2 failed\n"


def _renamed(folder: Path, name: str) -> Path:
    """Put what is in a folder into one of this name below it, so that messages name a relative path."""
    inner = folder / name
    inner.mkdir()
    for path in sorted(folder.glob("*.yaml")):
        path.rename(inner / path.name)
    return folder
