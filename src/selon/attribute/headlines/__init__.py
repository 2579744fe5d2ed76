"""Headlines held against the body of their own document."""
