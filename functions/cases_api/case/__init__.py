"""The page of one case: what it shows, what can be done about it, and its documents."""
