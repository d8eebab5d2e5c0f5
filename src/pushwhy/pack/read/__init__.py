"""YAML files → models, with every mistake at its place."""
