"""One log to a report, many logs over processes, large logs, logs that grow."""
