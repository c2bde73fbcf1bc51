"""Tests of the store without AWS."""
