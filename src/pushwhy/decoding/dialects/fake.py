"""FAKE and Paket: no decoration; target banners give them away (fsprojects/FAKE)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

FAKE = Dialect(
    name="fake",
    prefixes=(prefix(r"(?=Starting [Tt]arget:? ?'|Finished \((?:Failed|Success)\) '|Paket version \d)", "SFP"),),
)
