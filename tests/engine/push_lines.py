"""Output of pushes to nuget.org, as `dotnet nuget push` prints it, to be put together in tests."""

from __future__ import annotations

GALLERY = "https://www.nuget.org/api/v2/package"
SYMBOLS = "https://www.nuget.org/api/v2/symbolpackage"
PUSHED = "Your package was pushed.\n"
_TEXTS = {
    "Forbidden": (403, "The specified API key is invalid, has expired, or does not have permission to access the specified package."),
    "Conflict": (409, "A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be modified."),
    "ServiceUnavailable": (503, "Service Unavailable"),
    "BadGateway": (502, "Bad Gateway"),
}


def pushing(package_id: str = "AppLogger", version: str = "1.0.0", *, target: str = GALLERY, extension: str = "nupkg") -> str:
    """The line with which a push begins."""
    return f"Pushing {package_id}.{version}.{extension} to '{target}'...\n"


def put(answer: str | None, *, target: str = GALLERY) -> str:
    """One attempt and its answer; None where none came."""
    return f"  PUT {target}/\n" + (f"  {answer} {target}/ 9ms\n" if answer else "")


def error(answer: str) -> str:
    """The error that the client prints after the last attempt."""
    status, text = _TEXTS[answer]
    return f"error: Response status code does not indicate success: {status} ({text}).\n"


def pushed(package_id: str, version: str = "1.0.0") -> str:
    """A whole push that succeeds."""
    return pushing(package_id, version) + put("Created") + PUSHED


def refused(package_id: str, version: str = "1.0.0", answer: str = "Forbidden") -> str:
    """A whole push that fails."""
    return pushing(package_id, version) + put(answer) + error(answer)
