"""Connecting a merchant to atriga: customer number, code, and the portal accounts that feed the account."""
