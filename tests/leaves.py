"""Logs of the ambiguous groups, from the push command on, and how a leaf of them is tested."""

from __future__ import annotations

from pathlib import Path

from pushwhy.model.pack import RulePack
from tests.pushes import PACKAGE, answered, begun, refused
from tests.test_decision_tree import diagnose

AZURE = "https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v2"
GITHUB = "https://nuget.pkg.github.com/contoso"
GITLAB = "https://gitlab.example.com/api/v4/projects/10/packages/nuget"
ARTIFACTORY = "https://contoso.jfrog.io/artifactory/api/nuget/v3/nuget-local"
NEXUS = "https://nexus.contoso.example/repository/nuget-hosted"
GITEA = "https://gitea.marsh.local/api/packages/marsh/nuget"
BAGET = "https://baget.contoso.example/api/v2/package"
CHOCOLATEY = "https://push.chocolatey.org/api/v2/package"
RETIRED = "https://nuget.smbsrc.net/api/v2/package"
SNUPKG = "AppLogger.1.0.0.snupkg"
INDEX = "https://nuget.contoso.example/v3/index.json"

STATUSES = {
    400: ("BadRequest", "Bad Request"),
    401: ("Unauthorized", "Unauthorized"),
    403: ("Forbidden", "Forbidden"),
    404: ("NotFound", "Not Found"),
    405: ("MethodNotAllowed", "Method Not Allowed"),
    409: ("Conflict", "Conflict"),
    413: ("RequestEntityTooLarge", "Request Entity Too Large"),
    500: ("InternalServerError", "Internal Server Error"),
    503: ("ServiceUnavailable", "Service Unavailable"),
    504: ("GatewayTimeout", "Gateway Timeout"),
}
CREDENTIALS = "    Using credentials from config. UserName: ci\n"
PIPE = ("Error while copying content to a stream.", "Unable to write data to the transport connection: Broken pipe.")
TOO_LONG = (
    "Pushing took too long. You can change the default timeout of 300 seconds by using the --timeout <seconds> option"
    " with the push command."
)
PENDING = (
    "It looks like there is another copy of this symbols package pending validation(s)."
    " Please wait for the validation(s) to finish before trying to replace the symbols package."
)
NO_RIGHT = "User 'c9f2' lacks permission to complete this action. You need to have 'AddPackage'."


def command(source: str, rest: str = "--api-key ***", path: str = PACKAGE) -> str:
    return f"+ dotnet nuget push {path} --source {source} {rest}\n"


def no_key(source: str) -> str:
    return (
        f"warn : No API Key was provided and no API Key could be found for '{source}'."
        " To save an API Key for a source use the 'setApiKey' command.\n"
    )


def sent(
    source: str,
    status: int,
    reason: str | None = None,
    *,
    rest: str = "--api-key ***",
    before: str = "",
    ms: int = 120,
    file: str = PACKAGE,
) -> str:
    """A push that a server refuses, from the command on."""
    name, phrase = STATUSES[status]
    return command(source, rest, file) + before + begun(source, file) + answered(name, source, ms) + refused(status, reason or phrase)


def errors(*lines: str) -> str:
    return "".join(f"error: {'' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def broken(source: str, *lines: str, rest: str = "--api-key ***", before: str = "", file: str = PACKAGE) -> str:
    """A push to which no answer comes."""
    return command(source, rest, file) + before + begun(source, file) + errors(*lines)


def unread(*lines: str, source: str = INDEX) -> str:
    """A source whose index the client cannot read."""
    return command(source) + errors(f"Unable to load the service index for source {source}.", *lines)


def missing(argument: str, rest: str, program: str = "dotnet nuget push") -> str:
    return f"+ {program} {rest}\nerror: File does not exist ({argument}).\n"


Leaf = tuple[str, tuple[str, ...], str, str, str | None]
"""A log, what is stated, the rule that speaks, the cause that comes first, and what leads there (None: the rule and its host alone)."""


def check(pack: RulePack, cache: Path, leaf: Leaf) -> None:
    """That the leaf is reached, and by what."""
    log, facts, rule, cause, because = leaf
    diagnosis = diagnose(pack, cache, log, facts)
    first = diagnosis.causes[0]
    assert (diagnosis.rule, first.id) == (rule, cause)
    if because is not None:
        assert because in [one.text for one in first.evidence if one.effect == "for"]


def without_row(names: list[str], root: Path) -> list[str]:
    """Leaves of which `docs/diagnosis.md` has no row."""
    text = (root / "docs" / "diagnosis.md").read_text(encoding="utf-8")
    return [name for name in names if f"\n| {name} | " not in text]
