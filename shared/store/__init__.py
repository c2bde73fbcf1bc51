"""What is kept: three DynamoDB tables and the secrets, one module for each kind of thing.

Every repository is made for one merchant and builds its keys from that merchant alone, so a query cannot
cross. Every write carries a condition. The access patterns stand in ``docs/architecture.md``.
"""
