"""What tells apart the causes of a refusal: credentials of feeds, 404 of GitHub, 409, and 400 without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.model.pack import RulePack
from tests.leaves import (
    ARTIFACTORY,
    AZURE,
    BAGET,
    CHOCOLATEY,
    CREDENTIALS,
    GITEA,
    GITHUB,
    GITLAB,
    NEXUS,
    NO_RIGHT,
    PENDING,
    SNUPKG,
    Leaf,
    check,
    command,
    no_key,
    sent,
    unread,
    without_row,
)
from tests.pushes import OWN, SYMBOLS, answered, begun, pushed, refused

LEAVES: dict[str, Leaf] = {
    # -- 401 and 403 of feeds with credentials
    "Azure Artifacts, no credentials": (
        sent(AZURE, 401),
        (),
        "azure-artifacts/upload-unauthorized",
        "feed-credentials-missing",
        "the push command gives an API key, which this feed does not look at",
    ),
    "Azure Artifacts, wrong credentials": (
        sent(AZURE, 401, before=CREDENTIALS),
        (),
        "azure-artifacts/upload-unauthorized",
        "feed-credentials-invalid",
        "the client did send stored credentials",
    ),
    "Azure Artifacts, not enough rights": (
        sent(AZURE, 403, NO_RIGHT),
        (),
        "azure-artifacts/no-permission-to-push",
        "feed-permission-missing",
        None,
    ),
    "GitHub, no token": (
        sent(GITHUB, 401, rest="", before=no_key(GITHUB)),
        (),
        "github/unauthorized",
        "feed-credentials-missing",
        "the client had no key for this source",
    ),
    "GitHub, wrong token": (
        sent(GITHUB, 401, rest="--api-key YOUR_API_KEY"),
        (),
        "github/unauthorized",
        "feed-credentials-invalid",
        "the key in the command is a placeholder, and GitHub takes the key for the token",
    ),
    "GitHub, not enough rights": (sent(GITHUB, 403), (), "github/forbidden", "token-permission-missing", None),
    "GitLab, no token": (
        sent(GITLAB, 401, rest="", before=no_key(GITLAB)),
        (),
        "gitlab/unauthorized",
        "feed-credentials-missing",
        "the client had no key for this source",
    ),
    "GitLab, wrong token": (
        sent(GITLAB, 401, rest="", before=CREDENTIALS),
        (),
        "gitlab/unauthorized",
        "feed-credentials-invalid",
        "the client did send stored credentials",
    ),
    "GitLab, not enough rights": (sent(GITLAB, 403), (), "gitlab/forbidden", "token-permission-missing", None),
    "Artifactory, no credentials": (
        sent(ARTIFACTORY, 401, rest="", before=no_key(ARTIFACTORY)),
        (),
        "artifactory/unauthorized",
        "feed-credentials-missing",
        "the client had no key for this source",
    ),
    "Artifactory, wrong credentials": (
        sent(ARTIFACTORY, 401),
        ("key=expired",),
        "artifactory/unauthorized",
        "feed-credentials-invalid",
        "the key or token has expired",
    ),
    "Artifactory, not enough rights": (
        sent(ARTIFACTORY, 403),
        ("AppLogger@version_exists=false",),
        "artifactory/forbidden",
        "feed-permission-missing",
        "the feed has no version 1.0.0",
    ),
    "Nexus, no key": (
        sent(NEXUS, 401, rest="", before=no_key(NEXUS)),
        (),
        "nexus/unauthorized",
        "feed-credentials-missing",
        "the client had no key for this source",
    ),
    "Nexus, wrong key": (
        sent(NEXUS, 401, rest="--api-key YOUR_API_KEY"),
        (),
        "nexus/unauthorized",
        "api-key-invalid",
        "the key in the command is a placeholder",
    ),
    "Nexus, wrong credentials": (
        sent(NEXUS, 401, rest="", before=CREDENTIALS),
        (),
        "nexus/unauthorized",
        "feed-credentials-invalid",
        "the client did send stored credentials",
    ),
    "Nexus, not enough rights": (sent(NEXUS, 403), (), "nexus/forbidden", "feed-permission-missing", None),
    # -- 404 of GitHub
    "GitHub 404, no token": (
        sent(GITHUB, 404, rest="", before=no_key(GITHUB)),
        (),
        "github/not-found",
        "feed-credentials-missing",
        "the client had no key for this source",
    ),
    "GitHub 404, expired token": (
        sent(GITHUB, 404),
        ("key=expired",),
        "github/not-found",
        "feed-credentials-invalid",
        "the key or token has expired",
    ),
    "GitHub 404, token that sees too little": (
        sent(GITHUB, 404),
        ("key=valid",),
        "github/not-found",
        "token-permission-missing",
        "the token is good, so it may not see what it was sent to",
    ),
    "GitHub 404, repository of the package": (
        command(GITHUB, path="'*.nupkg'")
        + pushed(GITHUB, "One.1.0.0.nupkg")
        + begun(GITHUB)
        + answered("NotFound", GITHUB)
        + refused(404, "Not Found"),
        (),
        "github/not-found",
        "repository-metadata-mismatch",
        "the same token was accepted for One",
    ),
    "GitHub 404, no such owner": (
        unread("Response status code does not indicate success: 404 (Not Found).", source=f"{GITHUB}/index.json"),
        (),
        "github/index-not-found",
        "source-url-wrong",
        None,
    ),
    # -- 409 of any host
    "409, the version is there": (
        sent(OWN, 409),
        ("AppLogger@version_exists=true",),
        "http/conflict",
        "version-already-exists",
        "the feed has version 1.0.0 already",
    ),
    "409, an earlier attempt stored it": (
        command(OWN)
        + begun(OWN)
        + answered("ServiceUnavailable", OWN)
        + f"  PUT {OWN}/\n"
        + answered("Conflict", OWN)
        + refused(409, "Conflict"),
        (),
        "http/conflict",
        "version-already-exists",
        "an earlier attempt of this push broke off and may have stored it",
    ),
    "409 of Azure Artifacts, deleted version": (
        sent(AZURE, 409),
        ("AppLogger@version_exists=false",),
        "http/conflict",
        "version-deleted",
        "the feed shows no such version, and the number of a deleted one stays taken",
    ),
    "409 of a server of unknown kind, storage": (
        sent(OWN, 409),
        ("AppLogger@version_exists=false",),
        "http/conflict",
        "server-storage-conflict",
        "the feed shows no such version, and its storage may hold it all the same",
    ),
    "409 of Chocolatey, nuspec": (
        sent(CHOCOLATEY, 409),
        ("AppLogger@version_exists=false",),
        "chocolatey/conflict",
        "package-invalid-metadata",
        None,
    ),
    "409, symbols still validated": (
        sent(SYMBOLS, 409, PENDING, file=SNUPKG),
        (),
        "symbols/pending-validation",
        "symbols-pending-validation",
        None,
    ),
    "409, a reason of its own": (
        sent(OWN, 409, "Pre-release packages are not allowed on this feed"),
        (),
        "http/reason-about-metadata",
        "package-invalid-metadata",
        None,
    ),
    # -- 400 without a reason
    "400, the version is there": (
        sent(OWN, 400),
        ("AppLogger@version_exists=true",),
        "http/bad-request",
        "version-already-exists",
        "the feed has version 1.0.0 already",
    ),
    "400 of Gitea, duplicate": (sent(GITEA, 400), (), "gitea/bad-request", "version-already-exists", None),
    "400 of Nexus, duplicate": (sent(NEXUS, 400), (), "nexus/bad-request", "version-already-exists", None),
    "400 of BaGet, readme": (sent(BAGET, 400), (), "baget/bad-request", "package-invalid-readme", None),
    "400 of GitHub, repository element": (sent(GITHUB, 400), (), "github/bad-request", "repository-metadata-mismatch", None),
    "400 of Azure Artifacts, no key": (
        sent(AZURE, 400, rest="", before=no_key(AZURE)),
        (),
        "azure-artifacts/bad-request",
        "api-key-missing",
        "no key was sent; any word will do, but there must be one",
    ),
    "400, symbols": (sent(OWN, 400, file=SNUPKG), (), "http/bad-request", "symbols-rejected", "it is a symbols package"),
}


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaf(pack: RulePack, cache: Path, leaf: str) -> None:
    check(pack, cache, LEAVES[leaf])


def test_every_leaf_has_a_row_in_the_documentation(root: Path) -> None:
    assert without_row(list(LEAVES), root) == []
