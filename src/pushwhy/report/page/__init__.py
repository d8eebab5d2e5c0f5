"""The text report as rows of words with roles; what paints them is `pushwhy.report.terminal`.

`story` tells of one log and of a whole run; the other modules each tell one part.
"""
