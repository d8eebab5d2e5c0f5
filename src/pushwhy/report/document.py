"""The shape of the JSON formats: what stands around the logs (`pushwhy/report/1`, `pushwhy/log/1`, `pushwhy/summary/1`).

A log itself is written as the model has it, field by field in the order of the fields, so that a field of the model is a field of JSON. How
values are written, such as fractions with four significant digits, is the business of `encode`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from pushwhy.model.report import LogReport, Problem

REPORT_SCHEMA = "pushwhy/report/1"
LOG_SCHEMA = "pushwhy/log/1"
SUMMARY_SCHEMA = "pushwhy/summary/1"


class Summary(Struct, frozen=True, kw_only=True):
    """Counts over all logs; `bytes` are those read, `seconds` is the only value that varies between runs."""

    logs: int = 0
    failed: int = 0
    unexplained: int = 0
    incomplete: int = 0
    possible: int = 0
    pushed: int = 0
    no_push: int = 0
    unreadable: int = 0
    bytes: int = 0
    seconds: float = 0.0


class Tool(Struct, frozen=True, kw_only=True):
    """Which pushwhy, with which rules, made a report."""

    name: str
    version: str
    rules: str
    """Digest of the pack."""
    layers: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """The whole answer of one run."""

    tool: Tool
    logs: tuple[LogReport, ...]
    summary: Summary
    errors: tuple[Problem, ...] = ()
    schema: Literal["pushwhy/report/1"] = "pushwhy/report/1"
