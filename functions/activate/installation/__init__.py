"""Installing the app for a merchant, and taking it out again."""
