"""What is said: the catalog, and what turns documents and words into claims."""
