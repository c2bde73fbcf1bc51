"""The rules of handing an order over to collection, as pure code: no input, no output, no AWS."""
