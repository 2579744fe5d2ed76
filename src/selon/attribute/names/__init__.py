"""Names to entities, and sources to who speaks."""
