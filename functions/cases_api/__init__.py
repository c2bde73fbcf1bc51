"""Cases as JSON for programs and as pages for people."""
