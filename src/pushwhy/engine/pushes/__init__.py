"""Matches to the timeline of pushes: commands, packages, attempts, outcomes, and what goes on around them."""
