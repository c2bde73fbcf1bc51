"""The style sheet and the script."""
