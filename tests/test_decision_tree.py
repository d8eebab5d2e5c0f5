"""The decision tree of the nuget.org 403: every leaf is reached by a log or by stated facts, and its look-alikes are not it.

`docs/diagnosis.md` has a row for every case here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.model.facts import StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Diagnosis
from pushwhy.pack.compile.vocabulary import parse_stated
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import SYMBOLS, error, pushed, pushing, put, refused

RULE = "nuget.org/key-refused"
SOURCE = "https://api.nuget.org/v3/index.json"


def command(rest: str = "--api-key ***", path: str = "AppLogger.1.0.0.nupkg") -> str:
    return f"+ dotnet nuget push {path} --source {SOURCE} {rest}\n"


def stamped(log: str, hour: int) -> str:
    return "".join(f"2026-05-06T{hour:02}:00:00.1234567Z {line}\n" for line in log.splitlines())


SEED = command() + refused("AppLogger")
ALL = command(path="'*.nupkg'")
EXCHANGED = "Successfully exchanged OIDC token for NuGet API key.\n"
SYMBOLS_REFUSED = pushing(target=SYMBOLS, extension="snupkg") + put("Forbidden", target=SYMBOLS) + error("Forbidden")

LEAVES = {
    # leaf: (log, stated facts, first cause, what leads there)
    "unknown, mistyped or revoked key": (
        SEED,
        ("key_listed=no",),
        "api-key-invalid",
        "your account does not list the key: it was deleted, replaced, or never was one of nuget.org",
    ),
    "dummy in place of a key": (
        command("--api-key YOUR_API_KEY") + refused("AppLogger"),
        (),
        "api-key-invalid",
        "what stands in the push command is no key",
    ),
    "expired key": (
        ALL + refused("One") + refused("Two"),
        ("key=expired",),
        "api-key-expired",
        "the key opened none of the packages",
    ),
    "truncated key": (SEED, ("key_length=40",), "api-key-invalid/truncated", "a key of nuget.org has 46 characters, and this one has 40"),
    "unexpanded variable": (
        command("--api-key '$(NuGetKey)'") + refused("AppLogger"),
        (),
        "secret-variable-unexpanded/literal",
        "the push command still shows the name of the variable",
    ),
    "empty variable": (
        command('--api-key ""') + refused("AppLogger"),
        (),
        "secret-variable-unexpanded/empty",
        "nothing follows the key option in the push command",
    ),
    "another feed's key": (
        command("--api-key ${{ secrets.GITHUB_TOKEN }}") + refused("AppLogger"),
        (),
        "api-key-invalid/another-feed",
        "the key that was sent belongs to github",
    ),
    "the test site's key": (
        SEED,
        ("key_kind=nuget.org-test",),
        "api-key-invalid/another-feed",
        "the key that was sent belongs to nuget.org-test",
    ),
    "stale stored key": (
        command("") + refused("AppLogger"),
        ("key_listed=no",),
        "api-key-invalid/stale-config",
        "the push command gives no key, so one that is stored was used",
    ),
    "failed token exchange": (
        command("--api-key null") + refused("AppLogger"),
        (),
        "api-key-invalid",
        "what stands in the push command is no key",
    ),
    "temporary key run out": (
        stamped(EXCHANGED, 10) + stamped(command() + refused("AppLogger"), 12),
        (),
        "trusted-publishing-token-expired",
        "120 minutes lie between the token exchange and this line; the key lives for an hour at most",
    ),
    "temporary key run out between packages": (
        EXCHANGED + ALL + pushed("One") + refused("Two") + refused("Three"),
        (),
        "trusted-publishing-token-expired",
        "the key was alive at the beginning of this log and opened nothing later",
    ),
    "no push action": (SEED, ("key_actions=unlist",), "api-key-scope", "the actions of the key (unlist) do not allow this push"),
    "glob does not cover the ID": (
        SEED,
        ("key_pattern=Contoso.*",),
        "api-key-scope",
        "the pattern Contoso.* does not cover AppLogger",
    ),
    "new ID not allowed by the key": (
        SEED,
        ("key_actions=push-new-versions", "AppLogger@id=new"),
        "api-key-scope",
        "the actions of the key (push-new-versions) do not allow this push",
    ),
    "new ID refused, the others accepted": (
        ALL + pushed("One") + refused("AppLogger"),
        ("AppLogger@id=new",),
        "api-key-scope",
        "the key opened the other packages, and no ID that is new",
    ),
    "package owner scope": (
        SEED,
        ("key_owner=other", "AppLogger@owner=me"),
        "api-key-scope",
        "the key acts for somebody who does not own the package",
    ),
    "ID owned by somebody else": (
        SEED,
        ("key=valid",),
        "package-id-owned-by-another",
        "the key is good, so the package must be the reason",
    ),
    "ID held by hidden versions": (
        SEED,
        ("key=valid", "key_pattern=*", "key_actions=push", "AppLogger@id=new"),
        "package-id-owned-by-another",
        "the pattern * covers AppLogger",
    ),
    "creator left the organisation": (
        SEED,
        ("key_owner=left",),
        "api-key-scope",
        "whoever made the key has left the organisation that it acts for",
    ),
    "owner unconfirmed": (
        SEED,
        ("key_owner=unconfirmed",),
        "api-key-owner-unconfirmed",
        "the account that the key acts for has not confirmed its e-mail address",
    ),
    "symbols key different from the package key": (
        command() + pushed("AppLogger") + SYMBOLS_REFUSED,
        (),
        "api-key-invalid",
        "the package itself was accepted just before: its symbols were sent with another key",
    ),
}


def diagnose(pack: RulePack, cache: Path, log: str, facts: tuple[str, ...]) -> Diagnosis:
    """The last failure of a log, with what is stated."""
    stated = [StatedFact(name=name, value=value, scope=scope) for scope, name, value in (parse_stated(fact, pack.facts) for fact in facts)]
    report = Pipeline(pack, stated=stated, cache_folder=cache).report_bytes(log.encode())
    return report.diagnoses[0]


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaf(pack: RulePack, cache: Path, leaf: str) -> None:
    log, facts, cause, because = LEAVES[leaf]
    diagnosis = diagnose(pack, cache, log, facts)
    first = diagnosis.causes[0]
    assert (diagnosis.rule, first.id) == (RULE, cause)
    assert because in [one.text for one in first.evidence if one.effect == "for"]


def reason(status: int, text: str, host: str = "www.nuget.org") -> str:
    names = {400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict"}
    address = f"https://{host}/api/v2/package"
    return (
        f"Pushing AppLogger.1.0.0.nupkg to '{address}'...\n  PUT {address}/\n  {names[status]} {address}/ 90ms\n"
        f"error: Response status code does not indicate success: {status} ({text}).\n"
    )


LOOK_ALIKES = {
    # look-alike: (log, rule that speaks, first cause)
    "quota": (reason(403, "Quota Exceeded"), "nuget.org/push-quota", "rate-limited"),
    "locked package": (
        reason(403, "Package 'AppLogger' has been locked. This means you cannot publish a new version"),
        "nuget.org/package-locked",
        "owner-or-package-locked",
    ),
    "locked owner": (
        reason(403, "The specified API key is scoped to an owner that is locked. Please contact support@nuget.org."),
        "nuget.org/key-owner-locked",
        "owner-or-package-locked",
    ),
    "reserved prefix": (
        reason(
            409,
            "This package ID has been reserved. Please request access to upload to this reserved namespace from the owner of the reserved"
            " prefix, or re-upload the package with a different ID.",
        ),
        "nuget.org/id-reserved",
        "id-prefix-reserved",
    ),
    "missing key": (
        reason(401, "An API key must be provided in the 'X-NuGet-ApiKey' header to use this service"),
        "nuget.org/key-missing",
        "api-key-missing",
    ),
    "bare Forbidden of another feed": (reason(403, "Forbidden", host="nuget.contoso.example"), "http/forbidden", "feed-permission-missing"),
    "bare Forbidden of a proxy or firewall": (reason(403, "Forbidden"), "http/forbidden", "ip-blocked"),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alike(pack: RulePack, cache: Path, name: str) -> None:
    log, rule, cause = LOOK_ALIKES[name]
    diagnosis = diagnose(pack, cache, log, ())
    assert (diagnosis.rule, diagnosis.causes[0].id) == (rule, cause)


def test_every_case_has_a_row_in_the_documentation(root: Path) -> None:
    text = (root / "docs" / "diagnosis.md").read_text(encoding="utf-8")
    rows = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if line.startswith("| ")]
    assert [name for name in (*LEAVES, *LOOK_ALIKES) if name not in rows] == []
