"""News that go to the merchant by themselves: the feed, the mails, and the links that stand in the mails."""
