"""The local extensions of the knowledge base, one job each."""
