"""Prefixes, suffixes and containers drawn at random: what programs that nobody has met put around a log."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

Piece = Callable[[int], str]
"""From the index of a line, what stands before or behind it."""

_STAMPS = (
    "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S,250", "%Y/%m/%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%b %d %H:%M:%S", "%H:%M:%S", "%H:%M:%S.125",
    "%I:%M:%S %p", "%a, %d %b %Y %H:%M:%S GMT", "%d-%b-%Y %H:%M:%S", "%Y%m%dT%H%M%SZ", "%m/%d/%Y %I:%M:%S %p",
)  # fmt: skip
_LEVELS = (("INFO", "ERROR"), ("info", "error"), ("INF", "ERR"), ("Information", "Error"), ("NOTICE", "CRITICAL"))
_LOGGERS = ("ship", "release.runner", "Acme.Release.Pusher", "feeds::push", "step/push", "push-nuget", "web_1", "build-07", "agent[731]")
_BRACKETS = (("", ""), ("", ""), ("[", "]"), ("(", ")"), ("<", ">"), ("{", "}"), ("«", "»"))
_JOINS = (" ", " ", " - ", " | ", "\t", ": ", "|", ",")
_ENDS = (" ", " ", ": ", " - ", " | ", "> ", " │ ", "\t", " -> ", "] ")
_BARS = ("> ", "> > ", "│ ", "| ", "    ", "~ ")
_SUFFIXES = (" [job-{n}]", "  (release.sh:{n})", " trace={n:08x}", " |", "|Acme.Runner", "   ")


def draw(seed: int) -> Callable[[Sequence[str]], str]:
    """Return what wraps the lines of a log; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    prefix, suffix = _prefix(rng), _suffix(rng)
    missing = rng.random() < 0.3
    containers = rng.choices((_fenced, _as_json, _as_json_lines, _as_html, _indented), k=rng.choice((0, 0, 1, 2)))

    def wrap(lines: Sequence[str]) -> str:
        wrapped = [line if missing and index % 10 == 7 else prefix(index) + line + suffix(index) for index, line in enumerate(lines)]
        for container in containers:
            wrapped = container(wrapped)
        return "\n".join(wrapped) + "\n"

    return wrap


def _prefix(rng: random.Random) -> Piece:
    if rng.random() < 0.2:
        bar = rng.choice(_BARS)
        return lambda _: bar
    tokens = [_token(rng) for _ in range(rng.choice((1, 2, 2, 3, 3, 4)))]
    join, end = rng.choice(_JOINS), rng.choice(_ENDS)
    return lambda index: join.join(token(index) for token in tokens) + end


def _token(rng: random.Random) -> Piece:
    before, behind = rng.choice(_BRACKETS)
    start = datetime(2026, 3, rng.randint(1, 28), rng.randint(0, 22), tzinfo=UTC)
    stamp, pair, logger, count = rng.choice(_STAMPS), rng.choice(_LEVELS), rng.choice(_LOGGERS), rng.randint(1, 900)
    tokens: tuple[Piece, ...] = (
        lambda index: (start + timedelta(seconds=index)).strftime(stamp),
        lambda index: (start + timedelta(seconds=index)).strftime(stamp),
        lambda index: pair[index % 4 == 3],
        lambda _: logger,
        lambda index: str(count + index),
    )
    token = rng.choice(tokens)
    return lambda index: before + token(index) + behind


def _suffix(rng: random.Random) -> Piece:
    if rng.random() < 0.7:
        return lambda _: ""
    suffix, number = rng.choice(_SUFFIXES), rng.randint(1, 900)
    return lambda index: suffix.format(n=number + index)


def _fenced(lines: Sequence[str]) -> list[str]:
    return ["## What the job prints", "", "```", *lines, "```", ""]


def _as_json(lines: Sequence[str]) -> list[str]:
    return [json.dumps({"job": 7, "state": "failed", "output": "\n".join(lines)})]


def _as_json_lines(lines: Sequence[str]) -> list[str]:
    return [json.dumps({"time": f"2026-03-02 10:11:{index % 60:02}", "level": "info", "message": line}) for index, line in enumerate(lines)]


def _as_html(lines: Sequence[str]) -> list[str]:
    return ["<pre>", *(html.escape(line) for line in lines), "</pre>"]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]
