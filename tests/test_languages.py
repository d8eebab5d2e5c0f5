"""A log is read alike in every language that the client speaks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("cs", "de", "es", "fr", "it", "ja", "ko", "pl", "pt-BR", "ru", "tr", "zh-Hans", "zh-Hant")
CODE_PAGES = {
    "cs": ("cp1250", "cp852"),
    "de": ("cp1252", "cp850"),
    "es": ("cp1252", "cp850"),
    "fr": ("cp1252", "cp850"),
    "it": ("cp1252", "cp850"),
    "ja": ("cp932",),
    "ko": ("cp949",),
    "pl": ("cp1250", "cp852"),
    "pt-BR": ("cp1252", "cp850"),
    "ru": ("cp1251", "cp866"),
    "tr": ("cp1254", "cp857"),
    "zh-Hans": ("cp936",),
    "zh-Hant": ("cp950",),
}
"""What Windows consoles write in each language: the ANSI and, where it is another one, the OEM code page."""

FEED = "https://www.nuget.org/api/v2/package"
VALUES = {
    "alternative": "HOME",
    "argument": "--api-kee",
    "attribute": "value",
    "bad_version": "$version$",
    "code": "1",
    "command": "dotnet nuget push AppLogger.1.0.0.nupkg --source contoso",
    "count": "1",
    "detail": "No such file or directory",
    "duration": "5.012",
    "element": "packageSourceCredentials",
    "entry": "../evil.dll",
    "errno": "13",
    "exception_type": "System.IO.IOException",
    "file": "AppLogger.1.0.0.nupkg",
    "find_type": "FindByThumbprint",
    "find_value": "A1B2C3",
    "hash": "K3dQm1o/8rZ==",
    "host": "nuget.contoso.example",
    "http_status": "403",
    "index_version": "2.0.0",
    "keys": "contoso, nuget.org",
    "lock_path": "/home/runner/NuGetScratch/lock",
    "method": "PUT",
    "ms": "403",
    "names": "contoso, nuget.org",
    "node": "metadata",
    "nu_code": "NU3018",
    "option": "--source",
    "origin": "https://api.nuget.org/v3/index.json",
    "package": "AppLogger",
    "package_id": "AppLogger",
    "path": "out/AppLogger.1.0.0.nupkg",
    "paths": "/opt/plugins/a.dll",
    "plugin": "CredentialProvider.Contoso",
    "plugin_exit": "-1",
    "plugin_path": "/opt/plugins/CredentialProvider.Contoso.exe",
    "plugin_status": "3",
    "port": "443",
    "reason": "The specified API key is invalid, has expired, or does not have permission to access the specified package.",
    "seconds": "30",
    "source": FEED,
    "source_argument": "contoso",
    "source_name": "contoso",
    "status_name": "TooManyRequests",
    "store_location": "CurrentUser",
    "store_name": "My",
    "url": f"{FEED}/",
    "value": "yes",
    "variable": "NUGET_KEY",
    "version": "1.0.0",
}
QUOTED = VALUES | {
    "source": f"'{FEED}'",
    "file": "App Logger.1.0.0-rc.2.nupkg",
    "path": "C:\\Users\\Jürgen B\\out\\AppLogger.1.0.0.nupkg",
    "status_name": "Forbidden",
    "http_status": "409",
    "reason": "Conflict",
}
"""The client quotes addresses itself, whatever the language quotes around them; paths hold blanks."""

WARNINGS = ("push-", "plugin-used", "signature-", "env-", "dotnet-")
"""Messages of these kinds stand beside pushes that arrive."""

Texts = dict[str, list[str]]


def _texts(message: dict[str, Any]) -> Texts:
    return {language: [text] if isinstance(text, str) else text for language, text in message["text"].items()}


@functools.cache
def catalogue() -> dict[str, Texts]:
    """The messages of the shipped pack that have translations, by id."""
    files = sorted((ROOT / "rules" / "messages").glob("*.yaml"))
    found = {message["id"]: _texts(message) for file in files for message in yaml.safe_load(file.read_text("utf-8"))["messages"]}
    return {id_: texts for id_, texts in found.items() if len(texts) > 1}


def names_in(template: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", template))


def say(template: str, values: dict[str, str]) -> str:
    return re.sub(r"(?<!\{)\{(\w+)\}", lambda found: values[found[1]], template).replace("{{", "{").replace("}}", "}")


def said(id_: str, language: str, values: dict[str, str] = VALUES) -> str:
    return say(catalogue()[id_].get(language, catalogue()[id_]["en"])[-1], values)


def push(language: str, *told: str, status: str | None = None) -> str:
    """What a push prints, with lines of its own after the server's answer, if it had one."""
    values = QUOTED | {"file": "AppLogger.1.0.0.nupkg"}
    lines = [said("push-pushing-package", language, values), f"  PUT {FEED}/"]
    if status is not None:
        lines.append("  " + said("push-http-response", language, values | {"status_name": status}))
    return "\n".join((*lines, *told)) + "\n"


def logs(language: str, text: str, status: str | None) -> Iterator[tuple[str, str]]:
    """A message alone, as the error of a push, and as the warning of one that arrives."""
    yield "alone", f"error: {text}\n"
    yield "failed", push(language, f"error: {text}", status=status)
    yield "warned", push(language, f"warn : {text}", said("push-package-pushed", language), status="Created")


def meaning(report: LogReport) -> dict[str, object]:
    """A report without the texts that are the log's own, and without the language."""
    return {
        "verdict": report.verdict,
        "truncated": report.truncated,
        "client": report.client.name,
        "pushes": report.pushes,
        "diagnoses": [
            (
                one.rule,
                (one.line, one.end_line),
                one.pushes,
                {name: value for name, value in one.facts.items() if name not in ("said", "reason")},
                [(cause.id, cause.probability) for cause in one.causes],
                one.related,
            )
            for one in report.diagnoses
        ],
        "notices": [(one.rule, one.line) for one in report.notices],
        "errors": report.errors,
    }


def differences(pipeline: Pipeline, name: str, english: str, foreign: str | bytes) -> list[str]:
    """What the report of a translated log says otherwise."""
    wanted = _meaning_of_english(pipeline, english)
    got = meaning(pipeline.report_bytes(foreign.encode() if isinstance(foreign, str) else foreign))
    return [f"{name}: {part} {got[part]}, in English {wanted[part]}" for part in wanted if got[part] != wanted[part]]


@functools.cache
def _meaning_of_english(pipeline: Pipeline, log: str) -> dict[str, object]:
    return meaning(pipeline.report_bytes(log.encode()))


Pair = tuple[str, str, str]
"""What it is, the log in English, and the same log in another language."""


def of_messages(language: str) -> Iterator[Pair]:
    """Every wording of every message in a language beside the English one that names the same things."""
    for id_, texts in catalogue().items():
        for text in texts.get(language, ()):
            english = next((one for one in texts["en"] if names_in(one) == names_in(text)), texts["en"][0])
            for values in (VALUES, QUOTED) if names_in(text) & {name for name in VALUES if VALUES[name] != QUOTED[name]} else (VALUES,):
                status = {"403": "Forbidden", "409": "Conflict"}[values["http_status"]] if "http_status" in names_in(text) else None
                spoken = zip(logs("en", say(english, values), status), logs(language, say(text, values), status), strict=True)
                for (kind, one), (_, other) in spoken:
                    if (values is VALUES or kind == "failed") and (kind != "warned" or id_.startswith(WARNINGS)):
                        yield f"{id_}, {kind}", one, other


def conversations(language: str) -> Iterator[tuple[str, str]]:
    """Whole pushes, as the client prints them."""

    def line(id_: str, **values: str) -> str:
        return said(id_, language, QUOTED | {"file": "AppLogger.1.0.0.nupkg", "path": "out/AppLogger.1.0.0.nupkg"} | values)

    def attempt(status: str, id_: str = "push-http-response", **values: str) -> tuple[str, str]:
        return f"  PUT {FEED}/", "  " + line(id_, status_name=status, **values)

    begin, pushed = line("push-pushing-package"), line("push-package-pushed")
    limited = attempt("TooManyRequests", "push-http-response-retry-after", ms="13")
    refused = "error: Response status code does not indicate success: 429 (Too Many Requests)."
    conflict = (
        "error: Response status code does not indicate success: 409 (A package with ID 'AppLogger' and version '1.0.0' already exists)."
    )
    retry, broken = line("push-retrying-http"), "  An error occurred while sending the request."
    folder = {"source": "/srv/feed"}
    talks = {
        "arrived": (begin, *attempt("Created"), pushed),
        "limited, then arrived": (begin, *limited, *attempt("Created"), pushed),
        "limited": (begin, *limited, *limited, refused),
        "broken, then arrived": (begin, f"  PUT {FEED}/", retry, broken, *attempt("Created"), pushed),
        "broken": (begin, f"  PUT {FEED}/", retry, broken, f"  PUT {FEED}/", f"error: {line('push-timeout-dotnet')}"),
        "skipped": (begin, *attempt("Conflict"), line("push-already-exists")),
        "conflict": (begin, *attempt("Conflict"), conflict, line("push-advertise-skip-duplicate-dotnet")),
        "second conflict": (
            *(begin, *attempt("Created"), pushed),
            *(line("push-pushing-package", file="Second.2.1.0-beta.1.nupkg"), *attempt("Conflict", ms="403"), conflict),
        ),
        "symbols": (
            *(begin, *attempt("Created"), pushed),
            *(
                line("push-pushing-package", file="AppLogger.1.0.0.snupkg"),
                *attempt("NotFound"),
                "error: Response status code does not indicate success: 404 (Not Found).",
            ),
        ),
        "cut off": (begin, f"  PUT {FEED}/"),
        "into a folder": (line("push-pushing-package", **folder), line("push-local-success", **folder), pushed),
        "twice into a folder": (line("push-pushing-package", **folder), f"error: {line('push-already-exists', **folder)}"),
    }
    yield from ((name, "\n".join(lines) + "\n") for name, lines in talks.items())


def of_conversations(language: str) -> Iterator[Pair]:
    """Whole pushes in a language beside the English ones."""
    for (name, one), (_, other) in zip(conversations("en"), conversations(language), strict=True):
        yield name, one, other


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_means_what_it_means_in_english(language: str, pipeline: Pipeline) -> None:
    assert [line for name, one, other in of_messages(language) for line in differences(pipeline, name, one, other)] == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", " "], ids=["no-break", "narrow", "plain"])
def test_every_push_ends_as_it_does_in_english_whatever_blank_stands_before_units(blank: str, pipeline: Pipeline) -> None:
    spaced = [
        (f"{language}, {name}", one, re.sub(r"(?<=\d)\s(?=\D)", blank, other))
        for language in LANGUAGES
        for name, one, other in of_conversations(language)
    ]
    assert [line for name, one, other in spaced for line in differences(pipeline, name, one, other)] == []


@pytest.mark.parametrize(("language", "page"), [(language, page) for language, pages in CODE_PAGES.items() for page in pages])
def test_a_console_writes_a_push_in_its_code_page(language: str, page: str, pipeline: Pipeline) -> None:
    sample = [*of_conversations(language), *list(of_messages(language))[::15]]
    encoded = [(name, one, in_page(other, page)) for name, one, other in sample]
    assert [line for name, one, data in encoded for line in differences(pipeline, name, one, data)] == []


def in_page(log: str, page: str) -> bytes:
    """The log as a console writes it: without no-break spaces, and with a question mark for what the page lacks."""
    return log.replace("\u00a0", " ").replace("J\u00fcrgen", "Jurgen").encode(page, "replace")
