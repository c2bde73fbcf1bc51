"""The settings of a merchant: the overview, portal accounts, language, the record of changes, and leaving."""
