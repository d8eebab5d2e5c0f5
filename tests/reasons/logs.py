"""Refusals in words that no rule has, put into what a client prints around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    422: "UnprocessableEntity",
    500: "InternalServerError",
}
"""How .NET names the statuses."""
BEGUN = """\
Pushing Contoso.Widgets.1.4.0.nupkg to 'https://nuget.contoso.example/v3/package'...
  PUT https://nuget.contoso.example/v3/package/
"""
"""A push that ends in what is put behind it."""
PUSHED = """\
dotnet nuget push out/Contoso.Widgets.1.4.0.nupkg --source https://nuget.contoso.example/v3/index.json --api-key ***
Pushing Contoso.Widgets.1.4.0.nupkg to 'https://nuget.contoso.example/v3/package'...
  PUT https://nuget.contoso.example/v3/package/
  Created https://nuget.contoso.example/v3/package/ 312ms
Your package was pushed.
"""


def cases(name: str) -> list[Any]:
    """What stands in a file of sentences."""
    loaded: list[Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def refused(case: dict[str, Any]) -> str:
    """The log of a push that is refused with a sentence, in one of the ways in which clients tell it."""
    status, says = case["status"], case["says"]
    address = f"https://{case['host']}/api/v2/package"
    name = NAMES[status]
    match case["how"]:
        case "dotnet":
            end = f"error: Response status code does not indicate success: {status} ({says}).\n"
        case "trimmed":
            end = f"error: Response status code does not indicate success: {status} ({says}\n"
        case "body":
            end = f"error: {says}\nerror: Response status code does not indicate success: {status} ({name}).\n"
        case "warning":
            end = f"warn : {says}\nerror: Response status code does not indicate success: {status} ({name}).\n"
        case "nuget2":
            end = f"Failed to process request. '{says}'.\nThe remote server returned an error: ({status}) {name}..\n"
        case how:
            raise ValueError(f"no client words a refusal as {how!r}")
    return f"Pushing Contoso.Widgets.1.4.0.nupkg to '{address}'...\n  PUT {address}/\n  {name} {address}/ 214ms\n{end}"
