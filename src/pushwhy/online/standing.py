"""What is publicly known of a package ID."""

from __future__ import annotations

from msgspec import Struct


class Standing(Struct, frozen=True):
    """The versions of an ID on a feed, also unlisted ones, and its owners where the feed tells them."""

    versions: tuple[str, ...] | None = None
    """None where the feed says that there is no such ID."""
    owners: tuple[str, ...] = ()

    @property
    def exists(self) -> bool | None:
        """Whether the feed knows the ID; None where it lists no version, because a deleted ID stays taken."""
        return None if self.versions == () else self.versions is not None

    def has(self, version: str) -> bool:
        """Whether it has the version; `1.0`, `1.0.0`, `1.0.0.0` and `1.0.0+build` are the same one (NuGet.Versioning: NuGetVersion)."""
        return _normal(version) in {_normal(known) for known in self.versions or ()}


def _normal(version: str) -> str:
    numbers, dash, label = version.lower().partition("+")[0].partition("-")
    # A number may have more digits than `int` reads.
    parts = [part.lstrip("0") or "0" for part in numbers.split(".")]
    parts += ["0"] * (3 - len(parts))
    if len(parts) == 4 and parts[3] == "0":
        parts.pop()
    return ".".join(parts) + dash + label
