"""The merchant's figures on one page, each leading to the cases behind it."""
