"""A stand-in for atriga's BOSS-Gateway: the whole assumed contract over HTTP, and a console that moves cases on."""
