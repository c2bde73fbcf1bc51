"""The client of atriga's BOSS-Gateway, the only place that knows its wire format, which is assumed."""
