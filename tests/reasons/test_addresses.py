"""The address that was asked is evidence of its own."""

from __future__ import annotations

import pytest

from pushwhy.run.pipeline import Pipeline
from tests.pushes import SYMBOLS, answered, begun, first_cause, refused

SNUPKG = "AppLogger.1.0.0.snupkg"


def test_a_404_of_the_symbol_endpoint_of_nuget_org_is_about_the_package(pipeline: Pipeline) -> None:
    log = begun(SYMBOLS, SNUPKG) + answered("NotFound", SYMBOLS) + refused(404, "Not Found")
    assert first_cause(pipeline.report_bytes(log.encode())).id == "symbols-parent-missing"


def test_a_404_of_another_address_may_be_about_the_address(pipeline: Pipeline) -> None:
    source = "https://www.nuget.org/symbols"
    log = begun(source, SNUPKG) + answered("NotFound", source) + refused(404, "Not Found")
    assert first_cause(pipeline.report_bytes(log.encode())).id == "source-url-wrong"


@pytest.mark.parametrize("end", ["error: Connection refused (localhost:5000)\n", refused(404, "Not Found")])
@pytest.mark.parametrize(
    ("given", "asked", "is_local"),
    [
        ("https://nuget.contoso.example/v3/index.json", "http://localhost:5000/api/v2/package", True),
        ("https://nuget.contoso.example/v3/index.json", "http://127.0.0.1:5000/api/v2/package", True),
        ("http://localhost:5000/v3/index.json", "http://localhost:5000/api/v2/package", False),
        ("https://nuget.contoso.example/v3/index.json", "http://baget:5000/api/v2/package", False),
    ],
)
def test_a_feed_that_names_its_own_machine_is_set_up_wrongly(pipeline: Pipeline, end: str, given: str, asked: str, is_local: bool) -> None:
    command = f"$ dotnet nuget push AppLogger.1.0.0.nupkg --source {given} --api-key ***\n"
    (diagnosis,) = pipeline.report_bytes((command + begun(asked) + end).encode()).diagnoses
    assert (diagnosis.causes[0].id == "server-misconfigured") is is_local
    assert diagnosis.facts.get("advertises_local", False) is is_local


def test_symbols_with_a_pre_release_label_are_known_by_their_file(pipeline: Pipeline) -> None:
    reason = "A package with ID 'AppLogger' and version '1.0.0-beta.2' already exists and cannot be modified."
    source = "https://www.nuget.org/api/v2/package"
    log = begun(source, "AppLogger.1.0.0-beta.2.symbols.nupkg") + answered("Conflict", source) + refused(409, reason)
    report = pipeline.report_bytes(log.encode())
    assert first_cause(report).id == "symbols-legacy-format"
    assert (report.pushes[0].version, report.pushes[0].symbols) == ("1.0.0-beta.2", True)
