"""The frozen values that the stages hand to one another.

`log` is what is read, `rules` what is known, `report` what is said. Nothing here does any work.
"""
