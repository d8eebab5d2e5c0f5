"""Seconds and bytes: how long a command takes, how much memory it and its children need, and how that varies."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread

from msgspec import Struct

Timer = Callable[[], float]
"""Does the work once and gives the seconds that it took."""
_SAMPLE_SECONDS = 0.005


class Timing(Struct, frozen=True):
    """The seconds of several rounds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Seconds of the middle round."""
        return statistics.median(self.rounds)

    @property
    def least(self) -> float:
        """Seconds of the fastest round."""
        return min(self.rounds)

    @property
    def most(self) -> float:
        """Seconds of the slowest round."""
        return max(self.rounds)


class Peak(Struct, frozen=True):
    """The most memory that was resident at once in each process, in bytes."""

    program: int
    workers: tuple[int, ...]
    """Of every process that the program started, whatever it was for; the largest first."""


def alternating(contenders: Mapping[str, Timer], rounds: int) -> dict[str, Timing]:
    """The seconds of every contender in so many rounds, after one that does not count.

    All take part in every round, in turns from the first to the last and from the last to the first, so that what else the machine does
    meets all of them.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        order = list(contenders.items())
        for name, timer in order if number % 2 else reversed(order):
            taken = timer()
            if number:
                seconds[name].append(taken)
    return {name: Timing(tuple(taken)) for name, taken in seconds.items()}


def run(command: Sequence[str | Path], *, folder: Path, env: Mapping[str, str] | None = None, allowed: Sequence[int] = (0, 1)) -> bytes:
    """The standard output of a command.

    Raises:
        RuntimeError: it ended with another status than those allowed.
    """
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode not in allowed:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


def timer(command: Sequence[str | Path], *, folder: Path, env: Mapping[str, str] | None = None, allowed: Sequence[int] = (0, 1)) -> Timer:
    """What times a command from its start to its end; its output is read from a pipe and thrown away."""

    def timed() -> float:
        started = time.perf_counter()
        run(command, folder=folder, env=env, allowed=allowed)
        return time.perf_counter() - started

    return timed


def within(command: Sequence[str | Path], limit: float, *, folder: Path) -> float | None:
    """The seconds that a command takes; None if it is not done after `limit` seconds, when it is ended."""
    started = time.perf_counter()
    try:
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - started


def peak(command: Sequence[str | Path], *, folder: Path, env: Mapping[str, str] | None = None, stdin: Path | None = None) -> Peak:
    """Run a command and watch its memory; `stdin` is fed through a pipe."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        feeder = Thread(target=_feed, args=(process, stdin)) if stdin is not None else None
        if feeder is not None:
            feeder.start()
        most: dict[int, int] = {}
        while process.poll() is None:
            for pid, resident in _tree(process.pid).items():
                most[pid] = max(most.get(pid, 0), resident)
            time.sleep(_SAMPLE_SECONDS)
        if feeder is not None:
            feeder.join()
    program = most.pop(process.pid, 0)
    return Peak(program, tuple(sorted(most.values(), reverse=True)))


def _feed(process: subprocess.Popen[bytes], path: Path) -> None:
    assert process.stdin is not None
    with process.stdin as pipe, path.open("rb") as file:
        while block := file.read(1 << 20):
            pipe.write(block)


def _tree(pid: int) -> dict[int, int]:
    """The peak so far of a process and of all below it, in bytes; where the system keeps no peak, what is resident now."""
    import psutil

    found: dict[int, int] = {}
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            found[process.pid] = _high_water(process.pid) or process.memory_info().rss
    except psutil.Error:
        pass  # it has just ended; what was seen before stands
    return found


def _high_water(pid: int) -> int | None:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), None)
    return int(kilobytes) * 1024 if kilobytes else None
