"""What a piece of a log looks like, and what is left of it once it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of a log, its cleaned lines as `number|level|text`, and the CI system that they name."""

    raw: str
    cleaned: tuple[str, ...]
    system: str | None
