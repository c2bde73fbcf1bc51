"""Tests of the function ``cases_api`` without AWS."""
