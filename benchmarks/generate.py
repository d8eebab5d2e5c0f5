"""Logs of CI builds from a seed, written as a stream: a log of 4 GB needs no more memory than one of 1 MB.

    python -m benchmarks.generate FOLDER [--seed N]      writes a small one of every sort, to look at

A log is a row of jobs of about 200 KB: set-up, checkout, npm, restore, compile, test, docker, pack. What a clean log holds of the words
that the rules look for is what ordinary builds say (`Restored …`, `Build succeeded.`, `Successfully created package …`), about as often
per MB as in the build logs that `count_ngrams.py` counted. Pushes follow a job where the share of push lines asks for them; the lines on
which they fail are told, so that what is found can be compared.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import BinaryIO, Literal, cast

from msgspec import Struct

from benchmarks.vocabulary import WORDS, filled, pool

Shape = Literal["github", "azure", "bare"]
SHAPES: tuple[Shape, ...] = ("github", "azure", "bare")
PARTS: Mapping[str, tuple[str, int]] = {
    "setup": ("Set up job", 32),
    "checkout": ("git checkout --progress --force refs/remotes/pull/merge", 80),
    "npm": ("npm run build", 200),
    "restore": ("dotnet restore", 0),
    "compile": ("dotnet build -c Release --no-restore", 480),
    "test": ("dotnet test -c Release --no-build", 440),
    "docker": ("docker buildx bake", 160),
    "pack": ("dotnet pack -c Release --no-build -o out", 0),
}
"""Step and number of lines drawn from the pool, by part of a job."""
_POOL = 4000
_FIRST_SECOND = int(datetime(2026, 5, 6, 23, 20, tzinfo=UTC).timestamp())
_TICKS = 10_000_000  # a second in the time stamps of GitHub and Azure
_STEPS = (7, 31, 1_204, 9_981, 40_113, 322_650)  # ticks between two lines; a job takes two minutes
_FEED = "https://www.nuget.org/api/v2/package"
_REFUSALS = (
    (
        "Forbidden",
        "403 (The specified API key is invalid, has expired, or does not have permission to access the specified package.)",
    ),
    ("Conflict", "409 (A package with ID '{id}' and version '{version}' already exists and cannot be modified.)"),
)


class Written(Struct, frozen=True, kw_only=True):
    """What was written."""

    lines: int
    size: int
    """Bytes of the text in UTF-8, before it was compressed or written as UTF-16."""
    failures: tuple[int, ...]
    """Raw numbers, 1-based, of the lines that say why a push failed."""


class Generator:
    """An endless log."""

    def __init__(self, seed: str, shape: Shape, share: float = 0.0, scale: float = 1.0) -> None:
        """`share` is that of push lines among all lines, 0 to 1; with a `scale` of 1 a job has about 200 KB."""
        self._rng = Random(seed)
        self._pools = _pools(seed.partition("/")[0])
        self._shape = shape
        self._share = share
        self._scale = scale
        self._clock = 0
        self._lines = self._push_lines = self._pushes = 0
        self.failures: list[int] = []

    def jobs(self) -> Iterator[list[str]]:
        """The lines of one job after the other, pushes included."""
        while True:
            lines = [line for part in PARTS for line in self._step(part)]
            while self._push_lines < self._share * (self._lines + len(lines)):
                lines += self._push(self._lines + len(lines))
            self._lines += len(lines)
            yield lines if self._shape == "bare" else list(self._stamped(lines))

    def _step(self, part: str) -> list[str]:
        title, count = PARTS[part]
        begin, end = _edges(self._shape, title)
        drawn = self._rng.choices(self._pools[part], k=round(count * self._scale)) if count else []
        return [*begin, *drawn, *self._ending(part), *end]

    def _ending(self, part: str) -> list[str]:
        """What the tool of a part says of itself."""
        rng = self._rng
        project = f"{rng.choice(WORDS['area'])}.{rng.choice(WORDS['assembly'])}"
        match part:
            case "restore":
                restored = "  Restored /home/runner/work/src/{area}.{assembly}/{area}.{assembly}.csproj (in {n1}.{n2} sec)."
                return ["  Determining projects to restore...", *(filled(restored, rng) for _ in range(3))]
            case "compile":
                return ["", "Build succeeded.", f"    {rng.randrange(90)} Warning(s)", "    0 Error(s)", "", "Time Elapsed 00:00:14.72"]
            case "test":
                passed = rng.randrange(900)
                checked = f"  Passed {project}.Tests.{rng.choice(WORDS['class'])}Tests.Refuses_what_is_invalid [3 ms]"
                return [
                    checked,
                    f"Passed!  - Failed:     0, Passed: {passed:5}, Skipped:     0, Total: {passed:5} - {project}.Tests.dll (net10.0)",
                ]
            case "pack":
                return [f"  Successfully created package '/home/runner/work/out/{project}.1.{rng.randrange(99)}.0.nupkg'."]
            case _:
                return []

    def _push(self, lines_before: int) -> list[str]:
        """A push that fails (every other one) or succeeds; each of a package of its own."""
        self._pushes += 1
        id_, version = f"Contoso.{self._rng.choice(WORDS['area'])}{self._pushes}", f"1.{self._rng.randrange(99)}.0"
        command = f"dotnet nuget push out/{id_}.{version}.nupkg --source https://api.nuget.org/v3/index.json --api-key ***"
        begin, end = _edges(self._shape, command)
        took = self._rng.randrange(90, 900)
        lines = [*begin, f"Pushing {id_}.{version}.nupkg to '{_FEED}'...", f"  PUT {_FEED}/"]
        if self._pushes % 2:
            word, refusal = _REFUSALS[self._pushes // 2 % len(_REFUSALS)]
            lines.append(f"  {word} {_FEED}/ {took}ms")
            said = refusal.replace("{id}", id_).replace("{version}", version)
            lines.append(f"error: Response status code does not indicate success: {said}.")
            self.failures.append(lines_before + len(lines))
        else:
            lines += [f"  Created {_FEED}/ {took}ms", "Your package was pushed."]
        self._push_lines += len(lines)
        return [*lines, *end]

    def _stamped(self, lines: list[str]) -> Iterator[str]:
        """The lines behind the time stamps of GitHub and Azure."""
        minute, prefix = -1, ""
        for line, ticks in zip(lines, self._rng.choices(_STEPS, k=len(lines)), strict=True):
            self._clock += ticks
            second, fraction = divmod(self._clock, _TICKS)
            if second // 60 != minute:
                minute = second // 60
                prefix = datetime.fromtimestamp(_FIRST_SECOND + minute * 60, UTC).strftime("%Y-%m-%dT%H:%M:")
            yield f"{prefix}{second % 60:02}.{fraction:07}Z {line}"


def write_log(
    path: Path,
    size: int,
    *,
    seed: int,
    shape: Shape = "github",
    share: float = 0.0,
    scale: float = 1.0,
    encoding: str = "utf-8",
    name: str = "",
) -> Written:
    """Write a log of at least `size` bytes (of UTF-8) and less than a job more; compressed where the name ends in `.gz`.

    UTF-16 gets a byte order mark and CRLF, as PowerShell writes it. `name` sets apart logs of the same seed.
    """
    generator = Generator(f"{seed}/{name}/{shape}", shape, share, scale)
    lines = written = 0
    with _opened(path) as file:
        if encoding.startswith("utf-16"):
            file.write("\ufeff".encode(encoding))
        for job in generator.jobs():
            text = "\n".join(job) + "\n"
            data = text.encode()
            file.write(data if encoding == "utf-8" else text.replace("\n", "\r\n").encode(encoding))
            lines += len(job)
            written += len(data)
            if written >= size:
                break
    return Written(lines=lines, size=written, failures=tuple(generator.failures))


def write_folder(folder: Path, files: int, *, seed: int, failing_every: int = 50) -> dict[str, Written]:
    """Write so many logs of one job (about 50 KB) in all shapes; in every `failing_every`th, a push fails. By file name."""
    folder.mkdir(parents=True)
    written: dict[str, Written] = {}
    for number in range(files):
        name = f"build-{number:05}.log"
        share = 0.01 if number % failing_every == 0 else 0.0
        written[name] = write_log(folder / name, 1, seed=seed, shape=SHAPES[number % len(SHAPES)], share=share, scale=0.25, name=name)
    return written


_POOLS: dict[str, dict[str, list[str]]] = {}


def _pools(seed: str) -> dict[str, list[str]]:
    """The lines of every part; made once for a seed."""
    if seed not in _POOLS:
        rng = Random(seed)
        _POOLS[seed] = {part: pool(part, _POOL, rng) for part, (_, count) in PARTS.items() if count}
    return _POOLS[seed]


def _edges(shape: Shape, title: str) -> tuple[list[str], list[str]]:
    """How a step begins and ends."""
    match shape:
        case "github":
            return [f"##[group]Run {title}", f"\x1b[36;1m{title}\x1b[0m", "shell: /usr/bin/bash -e {0}", "##[endgroup]"], []
        case "azure":
            name = title.split(" --", maxsplit=1)[0]
            return [f"##[section]Starting: {name}", f"[command]/usr/bin/{title}"], [f"##[section]Finishing: {name}"]
        case "bare":
            return [f"$ {title}"], []


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        # Without the time and the name, so that the same seed gives the same bytes.
        return cast(BinaryIO, gzip.GzipFile(path, "wb", compresslevel=6, mtime=0))
    return path.open("wb")


def main() -> None:
    """Write a small log of every sort."""
    parser = argparse.ArgumentParser(description="Write a small log of every sort.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for shape in SHAPES:
        for word, share in (("clean", 0.0), ("some", 0.0005), ("many", 0.01)):
            write_log(options.folder / f"{shape}-{word}.log", 1 << 20, seed=options.seed, shape=shape, share=share)
    write_log(options.folder / "utf-16.log", 1 << 20, seed=options.seed, share=0.01, encoding="utf-16-le")
    write_log(options.folder / "many.log.gz", 1 << 20, seed=options.seed, share=0.01)


if __name__ == "__main__":
    main()
