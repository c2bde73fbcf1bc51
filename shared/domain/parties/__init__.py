"""Who owes: companies and persons read from name lines, their contact data, and who is the same debtor."""
