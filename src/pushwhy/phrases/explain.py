"""The pages of `pushwhy explain`."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # a rule
    "rule-applies": "applies where {fact} is {values}",
    "rule-applies-or-unknown": "applies where {fact} is {values}, or not known",
    "rule-needs-push": "applies beside a push, or where nothing else goes on",
    "causes-of-rule": "Causes, with their priors and what speaks for (×) and against (÷) them",
    "examples": "Examples",
    # its evidence
    "evidence": "{sign} {ratio} where {condition}",
    "evidence-because": "{sign} {ratio} where {condition}: {because}",
    "fact-is": "{fact} is {values}",
    "fact-at-least": "{fact} is at least {values}",
    "fact-at-most": "{fact} is at most {values}",
    "or-separator": " or ",
    # a cause
    "confirm": "To confirm:",
    "rules-of-cause": "Rules that can have it",
    # the facts
    "values-of-fact": "values:",
    "weighted-values-of-fact": "values and how common:",
    "question-of-fact": "asks:",
    # a message
    "message-unknown": "no rule knows this message",
    "message-no-failure": "by itself it is no failure; these rules read it: {rules}",
}
