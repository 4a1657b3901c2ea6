"""The catalog: which articles there are, which are published, and ABlog filled with them."""
