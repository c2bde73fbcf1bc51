"""Reading a billing address: street and house number, country, postal code, and what is no postal address at all."""
