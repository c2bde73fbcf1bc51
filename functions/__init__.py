"""The Lambda functions, one package for each folder; a handler parses, calls one service and answers."""
