"""One construct for each ability of the stack; grants stand next to the wiring that needs them."""
