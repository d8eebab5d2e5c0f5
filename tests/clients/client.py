"""The NuGet clients that the tests drive: how they are found, and how each is told to push."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

# A client that hangs ends here, in seconds; the slowest push takes two or three.
TIME_LIMIT = 120

# What a program needs from the machine; everything else (proxies, a CI's variables, stored settings) stays outside.
_KEPT = ("PATH", "PATHEXT", "SYSTEMROOT", "COMSPEC", "DOTNET_ROOT")

_CONFIG = """<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <clear />
    <add key="under-test" value={source} allowInsecureConnections="true" />
  </packageSources>
</configuration>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A kind of client: where to look for it, and the words of its push command."""

    name: str
    variable: str
    """The environment variable that names the program."""
    program: str
    """What the program is called on PATH."""
    probe: tuple[str, ...]
    """Arguments with which it succeeds wherever it can run."""
    push: tuple[str, ...]
    source: str
    key: str
    skip_duplicate: str
    always: tuple[str, ...] = ()


DOTNET = Spec(
    name="dotnet",
    variable="PUSHWHY_DOTNET",
    program="dotnet",
    probe=("nuget", "--version"),
    push=("nuget", "push"),
    source="--source",
    key="--api-key",
    skip_duplicate="--skip-duplicate",
)
DOTNET_31 = Spec(
    name="dotnet-3.1",
    variable="PUSHWHY_DOTNET_31",
    program="dotnet-3.1-nuget",
    probe=("--version",),
    push=("push",),
    source="--source",
    key="--api-key",
    skip_duplicate="--skip-duplicate",
)
NUGET_EXE = Spec(
    name="nuget.exe",
    variable="PUSHWHY_NUGET_EXE",
    program="nuget-6.13",
    probe=("help", "-ForceEnglishOutput"),
    push=("push",),
    source="-Source",
    key="-ApiKey",
    skip_duplicate="-SkipDuplicate",
    always=("-NonInteractive", "-ForceEnglishOutput"),
)
SPECS = (DOTNET, DOTNET_31, NUGET_EXE)


class AbsentError(Exception):
    """A client is not on this machine; the text says where it was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a client wrote, standard error among standard output as in a CI log, and its exit status."""

    output: bytes
    status: int

    @property
    def text(self) -> str:
        """The output for people."""
        return self.output.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client that runs here."""

    spec: Spec
    command: tuple[str, ...]

    def push(
        self, folder: Path, package: str, source: str, *, key: str | None = "K", skip_duplicate: bool = False, language: str = "en"
    ) -> Printed:
        """Push `package` (a path or a pattern) from `folder` to `source`, in a home of its own below the folder."""
        # SDK 9 and later refuse http unless the source says so here; older clients do not know the attribute.
        (folder / "nuget.config").write_text(_CONFIG.format(source=quoteattr(source)), encoding="utf-8")
        arguments = [*self.spec.push, package, self.spec.source, source]
        if key is not None:
            arguments += [self.spec.key, key]
        if skip_duplicate:
            arguments.append(self.spec.skip_duplicate)
        return run((*self.command, *arguments, *self.spec.always), folder, environment(folder / "home", language))


def find(spec: Spec) -> Client:
    """Find a client by its variable or on PATH. Raises `AbsentError`."""
    named = os.environ.get(spec.variable)
    found = shutil.which(named or spec.program)
    if found is None:
        unset = f"{spec.variable} is not set, and PATH has no {spec.program}"
        where = f"{spec.variable} names {named!r}, which is no program" if named else unset
        raise AbsentError(f"no client {spec.name} here: {where}")
    command: tuple[str, ...] = (found,)
    if spec is NUGET_EXE and sys.platform != "win32":
        mono = shutil.which("mono")
        if mono is None:
            raise AbsentError(f"no client {spec.name} here: {found} needs Mono, and PATH has no mono")
        if found.endswith(".exe"):
            command = (mono, found)
    return Client(spec=spec, command=command)


def probe(client: Client, folder: Path) -> Printed:
    """Let a client do as little as it can, to see whether it runs at all."""
    return run((*client.command, *client.spec.probe), folder, environment(folder / "home", "en"))


def environment(home: Path, language: str) -> Mapping[str, str]:
    """The variables of a client's process: an empty home, no shared caches, short retries, one language."""
    scratch = home / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    folders = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "DOTNET_CLI_HOME"), str(home))
    scratches = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(scratch))
    return {
        **kept,
        **folders,
        **scratches,
        "LANG": "C.UTF-8",
        "NUGET_HTTP_CACHE_PATH": str(home / "http-cache"),
        "NUGET_PACKAGES": str(home / "packages"),
        "NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT": "2",
        "NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS": "100",
        "DOTNET_CLI_UI_LANGUAGE": language,
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "DOTNET_NOLOGO": "1",
        "DOTNET_GENERATE_ASPNET_CERTIFICATE": "false",
    }


def run(command: tuple[str, ...], folder: Path, variables: Mapping[str, str]) -> Printed:
    """Run a command in a folder and keep what it wrote, in the order in which it wrote it."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=TIME_LIMIT,
        check=False,
    )
    return Printed(output=done.stdout, status=done.returncode)
