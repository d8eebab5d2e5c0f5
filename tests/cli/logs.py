"""Short logs, one of every verdict."""

from __future__ import annotations

_PUSHING = b"Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...\n  PUT https://www.nuget.org/api/v2/package/\n"

FAILED = (
    _PUSHING
    + b"  Conflict https://www.nuget.org/api/v2/package/ 11ms\n"
    + b"error: Response status code does not indicate success: 409 "
    + b"(A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be modified.).\n"
)
UNEXPLAINED = _PUSHING + b"error: The moon is in the wrong phase for packages.\n"
INCOMPLETE = _PUSHING
PUSHED = _PUSHING + b"  Created https://www.nuget.org/api/v2/package/ 11ms\nYour package was pushed.\n"
CLEAN = b"Build succeeded.\n    0 Warning(s)\n    0 Error(s)\n"
