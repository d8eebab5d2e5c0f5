"""What the tests of misleading logs share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

Read = Callable[[str], LogReport]


@pytest.fixture
def read(pipeline: Pipeline) -> Read:
    """The report of a log given as text."""
    return lambda log: pipeline.report_bytes(log.encode())
