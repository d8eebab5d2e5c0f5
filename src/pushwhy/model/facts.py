"""Facts: named, typed values, each with its origin and the line it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

FactValue = str | int | bool


class Origin(StrEnum):
    """Where a fact was learned."""

    LOG = "log"
    DERIVED = "derived"
    STATED = "stated"
    ONLINE = "online"


class Fact(Struct, frozen=True, kw_only=True):
    """One known value."""

    value: FactValue
    origin: Origin = Origin.LOG
    line: int | None = None


class StatedFact(Struct, frozen=True, kw_only=True):
    """A fact that the user states, or that a feed was asked for, about one package or host, or (`scope` None) about all."""

    name: str
    value: FactValue
    scope: str | None = None
    origin: Origin = Origin.STATED
    beside: Mapping[str, FactValue] = {}
    """What else must be known with just these values, such as the source: another feed says something else of the same package."""


Facts = dict[str, Fact]
"""By name."""
