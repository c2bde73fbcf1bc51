"""What people and programs meet over HTTP: pages, texts, sessions, signatures, problems, headers, assets."""
