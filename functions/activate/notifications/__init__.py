"""The settings of how a merchant is told news: the feed, the mail address, and how often of what."""
