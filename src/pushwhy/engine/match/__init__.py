"""Windows to matches: regexes on lines, also wrapped ones, and rules over what they find."""
