"""The example logs with their labelled encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

_CODECS = {"utf-8-bom": "utf-8-sig", "utf-16le-bom": "utf-16"}


@pytest.fixture
def shared_logs(shared: Path) -> list[tuple[str, str, bytes]]:
    """Name, Python codec and bytes of every example log."""
    labels = yaml.safe_load((shared / "cases" / "labels.yaml").read_text(encoding="utf-8"))
    return [
        (
            label["case"],
            _CODECS.get(label["encoding"], label["encoding"]),
            (shared / "cases" / "logs" / f"{label['case']}.log").read_bytes(),
        )
        for label in labels
    ]
