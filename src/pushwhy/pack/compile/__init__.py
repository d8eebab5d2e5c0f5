"""Models of all layers → the values of a `RulePack`."""
