"""Drone: JSON objects per line (see `pushwhy.decoding.json_output`), otherwise no decoration of its own."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

DRONE = Dialect(
    name="drone",
    system=True,
    prefixes=(prefix(r"(?=Initialized empty Git repository in /drone/src/)", "I"),),
)
