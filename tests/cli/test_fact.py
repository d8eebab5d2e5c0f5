"""`--fact`: what the user knows and the log does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

SEED = "samples/github-actions-key-refused.log"
"""The case that pushwhy was made for: 403, and the key may be good or not."""


def diagnosis(program: Program, root: Path, *facts: str) -> dict[str, Any]:
    stated = [argument for fact in facts for argument in ("--fact", fact)]
    done = program("scan", SEED, "--format", "json", *stated, folder=root)
    assert done.status == 1
    (found,) = done.logs[SEED]["diagnoses"]
    return dict(found)


def test_with_nothing_known_the_causes_are_ranked_and_a_question_is_asked(program: Program, root: Path) -> None:
    found = diagnosis(program, root)
    assert (found["rule"], found["line"]) == ("nuget.org/key-refused", 77)
    assert [cause["id"] for cause in found["causes"][:4]] == [
        "api-key-expired",
        "api-key-scope",
        "package-id-owned-by-another",
        "api-key-invalid",
    ]
    probabilities = [cause["probability"] for cause in found["causes"]]
    assert probabilities == sorted(probabilities, reverse=True)
    assert found["question"]["fact"] == "key"
    assert [answer["option"] for answer in found["question"]["answers"]] == ["--fact key=valid", "--fact key=new", "--fact key=expired"]


def test_with_a_valid_key_the_name_is_taken_and_four_steps_mend_it(program: Program, root: Path) -> None:
    found = diagnosis(program, root, "key=valid")
    cause = found["causes"][0]
    assert cause["id"] == "package-id-owned-by-another"
    assert cause["probability"] > 0.5
    assert [(one["fact"], one["value"], one["origin"], one["effect"]) for one in cause["evidence"]] == [("key", "valid", "stated", "for")]
    new_id, build, pack, push = cause["fix"]
    assert "`Contoso.AppLogger`" in new_id["text"]
    assert "<PackageId>" in new_id["text"]
    assert new_id["argv"] is None
    assert build["argv"] == ["dotnet", "build", "-c", "Release"]
    assert pack["argv"] == ["dotnet", "pack", "-c", "Release", "--no-build"]
    assert push["argv"] == [
        *("dotnet", "nuget", "push", "bin/Release/Contoso.AppLogger.1.0.0.nupkg"),
        *("--source", "https://api.nuget.org/v3/index.json", "--api-key", "$NUGET_API_KEY"),
    ]
    assert [answer["option"] for answer in found["question"]["answers"]] == [
        "--fact AppLogger@owner=me",
        "--fact AppLogger@owner=other",
        "--fact AppLogger@owner=nobody",
    ]


def test_facts_add_up(program: Program, root: Path) -> None:
    found = diagnosis(program, root, "key=valid", "AppLogger@owner=other")
    assert found["causes"][0]["id"] == "package-id-owned-by-another"
    assert found["causes"][0]["probability"] > 0.9


def test_a_fact_about_another_package_changes_nothing(program: Program, root: Path) -> None:
    assert diagnosis(program, root, "Other.Package@owner=other") == diagnosis(program, root)


def test_a_fact_about_the_host(program: Program, root: Path) -> None:
    assert diagnosis(program, root, "www.nuget.org@key=expired")["causes"][0]["id"] == "api-key-expired"
    assert diagnosis(program, root, "nuget.contoso.example@key=expired") == diagnosis(program, root)


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("kye=valid", "there is no fact 'kye'; did you mean 'key'?"),
        ("key=vald", "key cannot be 'vald'; valid: valid, new, expired; did you mean 'valid'?"),
        ("symbols=perhaps", "symbols cannot be 'perhaps'; valid: true, false"),
        ("key", "write NAME=VALUE, or PACKAGE_ID@NAME=VALUE; for example --fact key=valid"),
    ],
)
def test_what_is_no_fact(program: Program, root: Path, fact: str, message: str) -> None:
    done = program("scan", SEED, "--fact", fact, folder=root)
    assert (done.status, done.out, done.err) == (2, "", f"pushwhy: --fact {fact}: {message}\n")


def test_an_unknown_fact_lists_the_known_ones(program: Program, root: Path) -> None:
    done = program("scan", SEED, "--fact", "zzzzzz=1", folder=root)
    assert done.status == 2
    assert done.err.startswith("pushwhy: --fact zzzzzz=1: there is no fact 'zzzzzz'; known facts: ")
    assert {"key", "owner", "http_status"} <= set(done.err.strip().partition("known facts: ")[2].split(", "))
