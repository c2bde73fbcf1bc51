"""Keeping in step with atriga: planning the runs, and one run for one atriga account."""
