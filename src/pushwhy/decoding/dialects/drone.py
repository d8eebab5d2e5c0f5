"""Drone: its API gives the output of a step as JSON; otherwise it has no decoration of its own."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

DRONE = Dialect(
    name="drone",
    ci="drone",
    prefixes=(prefix(r"(?=Initialized empty Git repository in /drone/src/)", "I"),),
    # A list of objects with `pos`, `out` and `time`.
    json_line=r'\[?\{"pos": ?\d+, ?"out": ?"',
)
