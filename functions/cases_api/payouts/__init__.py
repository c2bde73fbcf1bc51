"""What atriga paid out, and for which cases."""
