"""What a merchant is told without asking: what counts as news, and who is told of it when."""
