"""The inbox: questions of the agency, proposals of the watch, and what else waits for the merchant."""
