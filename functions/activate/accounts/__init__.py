"""Looking after the atriga accounts of a merchant: check, code, mode, rules of the hand-over, deactivation."""
