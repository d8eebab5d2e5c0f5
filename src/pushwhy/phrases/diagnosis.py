"""What a diagnosis says beside the texts of the pack: facts, limits, and what a feed could not tell. Also in JSON."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "fact-value": "{fact} is {value}",
    "fact-conflict": "{fact} is {value} ({where}), which contradicts the rest; it was left out",
    "line": "line {line}",
    "origin-log": "read from the log",
    "origin-derived": "derived",
    "origin-stated": "stated",
    "origin-online": "looked up",
    "secret-visible": "{title} ({kind}). {explanation}",
    "line-too-long": "this line is too long to be read to its end",
    "rule-out-of-time": "a rule took too long on this line and was not tried to the end",
    "too-many-diagnoses": "only {most} of {all} diagnoses are told",
    "feed-not-asked": "{reason}. The causes are ranked by the log alone.",
    "too-many-packages": "Feeds were asked about {most} of {all} packages.",
}
