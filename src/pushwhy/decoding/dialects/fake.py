"""FAKE and Paket: no decoration of their own; banners of targets show them (fsprojects/FAKE)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

FAKE = Dialect(
    name="fake",
    prefixes=(prefix(r"(?=Starting [Tt]arget:? ?'|Finished \((?:Failed|Success)\) '|Paket version \d)", "SFP"),),
)
