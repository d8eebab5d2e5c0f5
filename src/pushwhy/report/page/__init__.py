"""The text report as rows of words with roles; what writes them is `pushwhy.report.terminal`.

`log` tells of one log, `explain` of a rule, a cause or a fact; the other modules each tell one part.
"""
