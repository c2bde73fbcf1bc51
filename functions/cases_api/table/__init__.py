"""The case table: columns, filters, search, views, marks, and what is ordered for many cases at once."""
