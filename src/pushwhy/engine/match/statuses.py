"""HTTP statuses as .NET names them (`System.Net.HttpStatusCode`), and by their reason phrases."""

from __future__ import annotations

from http import HTTPStatus

_DOTNET_NAMES = {
    "Ambiguous": 300,
    "MultipleChoices": 300,
    "Moved": 301,
    "MovedPermanently": 301,
    "Found": 302,
    "Redirect": 302,
    "RedirectMethod": 303,
    "Unused": 306,
    "RedirectKeepVerb": 307,
    "TemporaryRedirect": 307,
    "RequestEntityTooLarge": 413,
    "RequestUriTooLong": 414,
    "RequestedRangeNotSatisfiable": 416,
    "UnprocessableEntity": 422,
    "UnprocessableContent": 422,
    "UnavailableForLegalReasons": 451,
    "HttpVersionNotSupported": 505,
    "NonAuthoritativeInformation": 203,
}


def _compact(phrase: str) -> str:
    return "".join(ch for ch in phrase if ch.isalnum()).lower()


_BY_NAME = {_compact(status.phrase): status.value for status in HTTPStatus} | {name.lower(): value for name, value in _DOTNET_NAMES.items()}


def status_of(name: str) -> int | None:
    """The number of `Forbidden`, `RequestEntityTooLarge`, `Bad Gateway` or `520`; None for any other text."""
    if len(name) == 3 and name.isdecimal():
        return int(name)
    return _BY_NAME.get(_compact(name))
