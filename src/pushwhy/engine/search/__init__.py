"""Which lines of a log can hold a message: a search for literals over blocks of bytes, and windows around its hits."""
