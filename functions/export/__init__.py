"""Exports: taking an export in, and turning its orders into cases."""
