"""What the tests of misleading logs share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pushwhy.model.report import LogReport
from pushwhy.run.analyzer import Analyzer

Read = Callable[[str], LogReport]


@pytest.fixture
def read(analyzer: Analyzer) -> Read:
    """The report of a log given as text."""
    return lambda log: analyzer.diagnose_bytes(log.encode())
