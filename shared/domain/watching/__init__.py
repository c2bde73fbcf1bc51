"""Keeping an eye on the orders of open cases, and how often atriga is asked."""
