"""The registration of a package ID (NuGet V3), where a feed has no flat container: the versions in its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pushwhy.errors import FeedError
from pushwhy.online.client import bare
from pushwhy.phrases import Phrase

_MOST_PAGES = 50
"""nuget.org puts 64 versions into one page."""


def versions(answer: Any, address: str, get: Callable[[str], Any]) -> Iterator[str]:
    """The versions in a registration index; a page that it only names is fetched with `get`.

    Raises:
        FeedError: it is no registration, has too many pages, or one of them cannot be had.
    """
    pages = items(answer)
    if pages is None:
        raise FeedError(Phrase.of("feed-no-registration", address=address))
    if len(pages) > _MOST_PAGES:
        raise FeedError(Phrase.of("feed-too-many-pages", address=address, n=_MOST_PAGES))
    for page in pages:
        leaves = items(page)
        if leaves is None:
            named = bare(str(page.get("@id"))) if isinstance(page, dict) else None
            leaves = items(get(named)) if named is not None else None
        if leaves is None:
            raise FeedError(Phrase.of("feed-empty-page", address=address))
        for leaf in leaves:
            entry = leaf.get("catalogEntry") if isinstance(leaf, dict) else None
            if isinstance(entry, dict) and isinstance(entry.get("version"), str):
                yield entry["version"]


def items(answer: Any, name: str = "items") -> list[Any] | None:
    """The list of this name in a JSON object; None where there is none."""
    value = answer.get(name) if isinstance(answer, dict) else None
    return value if isinstance(value, list) else None
