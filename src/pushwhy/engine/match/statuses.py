"""HTTP statuses by the names that programs give them, and by their reason phrases."""

from __future__ import annotations

from collections.abc import Mapping


class Statuses:
    """Reads the name of a status."""

    def __init__(self, by_name: Mapping[str, int]) -> None:
        """`by_name` has names in small letters and without anything but letters and digits."""
        self._by_name = by_name

    def number_of(self, name: str) -> int | None:
        """Return the number of `Forbidden`, `RequestEntityTooLarge`, `Bad Gateway` or `520`; None for any other text."""
        if len(name) == 3 and name.isdecimal():
            return int(name)
        return self._by_name.get("".join(char for char in name if char.isalnum()).lower())
