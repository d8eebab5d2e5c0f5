"""The engine: a pack and the bytes of a log → a `LogReport`. No files, no clock but budgets."""
