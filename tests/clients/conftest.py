"""A server, the clients of this machine, and a folder to work in.

A client that is not there skips its tests. With PUSHWHY_REQUIRE_CLIENTS=1 it fails them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.clients.client import DOTNET, SPECS, AbsentError, Client, Spec, find, probe
from tests.clients.feed import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The NuGet server that all tests push to, each to a feed of its own."""
    with Server() as running:
        yield running


@pytest.fixture(scope="session", params=SPECS, ids=lambda spec: spec.name)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Each client in turn."""
    return _usable(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def dotnet(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """The client that speaks many languages."""
    return _usable(DOTNET, tmp_path_factory)


def _usable(spec: Spec, tmp_path_factory: pytest.TempPathFactory) -> Client:
    try:
        client = find(spec)
        answer = probe(client, tmp_path_factory.mktemp("probe"))
    except (AbsentError, OSError) as error:
        _without(str(error))
    if answer.status != 0:
        _without(f"the client {spec.name} ({' '.join(client.command)}) does not run: exit status {answer.status}, {answer.text.strip()!r}")
    return client


def _without(reason: str) -> NoReturn:
    if os.environ.get("PUSHWHY_REQUIRE_CLIENTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
