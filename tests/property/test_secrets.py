"""Planted secrets never leave the program, in whatever format it answers."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pushwhy.masking import redact
from pushwhy.model.report import LogReport
from pushwhy.report import FORMATS
from pushwhy.report.document import Report, Summary, Tool
from pushwhy.run.pipeline import Pipeline
from tests.property.logs import wrapped
from tests.property.snippets import SNIPPETS
from tests.report.values import written

_WORD = string.ascii_letters + string.digits
_LOWER = string.ascii_lowercase + string.digits


def _letters(alphabet: str, length: int) -> st.SearchStrategy[str]:
    # Not of hypothesis' own making, which begins with rows of zeros that stand in numbers as well.
    return st.integers(0, 1 << 32).map(lambda seed: "".join(random.Random(seed).choices(alphabet, k=length)))  # noqa: S311 (no real secret)


def _mixed(length: int) -> st.SearchStrategy[str]:
    """Letters and digits, as made by machines: a word of letters alone could be anything."""
    return st.tuples(_letters(_WORD, length - 4), _letters(string.digits, 4)).map("7k".join)


NUGET_ORG = _letters(_LOWER, 43).map("oy2{}".format)
GITHUB = st.tuples(st.sampled_from(("ghp_", "gho_", "ghs_", "ghu_")), _mixed(34)).map("".join)
GITHUB_FINE = _mixed(60).map("github_pat_{}".format)
AZURE_OLD = _letters("abcdefghijklmnopqrstuvwxyz234567", 52)
AZURE_NEW = st.tuples(_letters(_WORD, 76), _letters(_WORD, 4)).map("AZDO".join)
ANY_KEY = _mixed(28)
PASSWORD = _mixed(20)

COMMANDS = (
    "dotnet nuget push out/AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key {}",
    "dotnet nuget push out/AppLogger.1.0.0.nupkg -s https://api.nuget.org/v3/index.json -k {}",
    "dotnet nuget push out/AppLogger.1.0.0.nupkg -s https://api.nuget.org/v3/index.json -k '{}' --skip-duplicate",
    "dotnet nuget push out/AppLogger.1.0.0.nupkg --api-key={}",
    'nuget.exe push "out\\AppLogger.1.0.0.nupkg" -ApiKey "{}" -Source https://api.nuget.org/v3/index.json',
    "nuget push AppLogger.1.0.0.nupkg {} -Source https://www.nuget.org",
    "choco push applogger.1.0.0.nupkg --source https://push.chocolatey.org/ --api-key {}",
)
KNOWN_BY_FORM = (
    "error: The key {} was refused by the feed.",
    "NUGET_TOKEN={}",
    "  PUT https://nuget.contoso.example/api/v2/package/?key={}",
)
ADDRESSES = (
    "Pushing AppLogger.1.0.0.nupkg to 'https://build:{}@nuget.contoso.example/api/v2/package'...",
    "error: Unable to load the service index for source https://build:{}@nuget.contoso.example/v3/index.json.",
    "+ dotnet nuget push a.1.0.0.nupkg --source https://build:{}@nuget.contoso.example/v3/index.json --api-key ***",
    "  PUT https://build:{}@nuget.contoso.example/api/v2/package/",
)

planted = st.one_of(
    st.tuples(st.one_of(NUGET_ORG, GITHUB, GITHUB_FINE, AZURE_OLD, AZURE_NEW, ANY_KEY), st.sampled_from(COMMANDS)),
    st.tuples(st.one_of(NUGET_ORG, GITHUB, GITHUB_FINE, AZURE_OLD, AZURE_NEW), st.sampled_from(KNOWN_BY_FORM)),
    st.tuples(PASSWORD, st.sampled_from(ADDRESSES)),
)


def outputs(log: LogReport) -> dict[str, str]:
    """The report in every format."""
    tool = Tool(name="pushwhy", version="test", rules="", layers=("shipped",))
    return {name: written(Report(tool=tool, logs=(log,), summary=Summary()), name) for name in FORMATS}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    secrets=st.lists(planted, min_size=1, max_size=3),
    snippet=st.sampled_from(sorted(SNIPPETS)),
    before=st.sampled_from(("", "+ ", "##[command]", "2026-05-06T07:08:09.1234567Z ", "[07:08:09]\t ", "error: ")),
    width=st.none() | st.integers(60, 160),
)
def test_secrets_are_in_no_output(pipeline: Pipeline, secrets: list[tuple[str, str]], snippet: str, before: str, width: int | None) -> None:
    lines = [before + line.format(secret) for secret, line in secrets] + SNIPPETS[snippet].split("\n")
    lines += [line.format(secret) for secret, line in secrets]
    if width is not None:
        lines = [part for line in lines for part in wrapped(line, width, trim=False)]
    report = pipeline.report_bytes("\n".join(lines).encode(), name="build.log")
    for name, text in outputs(report).items():
        shown = "".join(text.split())  # the text format wraps, too
        for secret, _ in secrets:
            assert secret not in shown, (name, secret)
            assert width is not None or secret[:12] not in shown, (name, secret)


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("The key github_pat_0UAqFzWsDK4FrUMp48Y3tT3 was refused", "The key *** was refused"),
        ("--source https://build:0UAqFzWsDK4FrUMp7k8742", "--source https://build:***"),
        ("ld:0UAqFzWsDK4FrUMp7k8742@nuget.contoso.example/v3/index.json", "ld:***@nuget.contoso.example/v3/index.json"),
        ("--source https://nuget.contoso.example:8443", "--source https://nuget.contoso.example:8443"),
        ("git@github.com:contoso/app.git", "git@github.com:contoso/app.git"),
    ],
)
def test_secrets_that_were_once_missed(line: str, masked: str) -> None:
    assert redact(line)[0] == masked
