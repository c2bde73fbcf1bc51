"""The review: drafts with exactly what would be sent, corrections, approval."""
