"""A collection case: its state, what it is made of, what is intended with it, and how it is shown in a list."""
