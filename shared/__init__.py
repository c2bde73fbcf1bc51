"""Everything that more than one function needs: the rules, the two foreign systems, the tables, the web."""
