"""Carrying commands out at the gateway."""
