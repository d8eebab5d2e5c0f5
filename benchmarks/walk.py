"""The way of one log through the house: how many modules and functions run for it, and how often one module calls another.

    python -m benchmarks.walk samples/github-actions-key-refused.log

Compares with a tree before a change when that tree's `src` is put first: `PYTHONPATH=../before/src python -m benchmarks.walk LOG`.
What is imported, or read from the cache of compiled rules, has been so before the count begins.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections import Counter, defaultdict
from types import CodeType, FrameType

_OURS = "pushwhy"
_MOST = 12
"""Rows of each table."""


class Walk:
    """Counts calls of functions of pushwhy; what is called through another library counts as called by whoever called that."""

    def __init__(self) -> None:
        self.functions: set[CodeType] = set()
        self.calls: Counter[tuple[str, str]] = Counter()
        """(calling module, called module) of calls between two modules."""
        self.rooms: defaultdict[str, list[str]] = defaultdict(list)
        """By function, the other modules that it calls, in order."""

    @property
    def modules(self) -> set[str]:
        """The modules of which a function ran."""
        return {module for pair in self.calls for module in pair}

    def profile(self, frame: FrameType, event: str, _argument: object) -> None:
        """Count a call, as `sys.setprofile` reports it."""
        called = _module(frame)
        if event != "call" or called is None or frame.f_code.co_name == "<module>":
            return
        self.functions.add(frame.f_code)
        caller = frame.f_back
        while caller is not None and _module(caller) is None:
            caller = caller.f_back
        if caller is not None and (calling := _module(caller)) is not None and calling != called:
            self.calls[calling, called] += 1
            self.rooms[f"{calling}.{caller.f_code.co_name}"].append(called)


def _module(frame: FrameType) -> str | None:
    name = str(frame.f_globals.get("__name__"))
    return name if name.split(".", maxsplit=1)[0] == _OURS else None


def _stays(rooms: list[str]) -> int:
    """How often a function goes into another module than the one it went into last."""
    return sum(room != before for before, room in zip(["", *rooms], rooms, strict=False))


def main(arguments: list[str]) -> int:
    """Walk twice, count the second time, and print."""
    from pushwhy.cli.main import main as run

    os.environ["PUSHWHY_ISOLATED"] = "1"
    command = ["scan", "--quiet", *arguments]
    walk = Walk()
    with contextlib.redirect_stdout(io.StringIO()):
        run(command)
        sys.setprofile(walk.profile)
        run(command)
        sys.setprofile(None)
    print(f"{len(walk.modules)} modules, {len(walk.functions)} functions, {walk.calls.total():,} calls between modules")
    for (calling, called), number in walk.calls.most_common(_MOST):
        print(f"{number:7,}  {calling} calls {called}")
    print("stays, rooms and returns of the functions that go about most:")
    by_stays = sorted(((_stays(rooms), len(set(rooms)), name) for name, rooms in walk.rooms.items()), reverse=True)
    for stays, rooms, name in by_stays[:_MOST]:
        print(f"{stays:7,}  {rooms:3}  {stays - rooms:7,}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
