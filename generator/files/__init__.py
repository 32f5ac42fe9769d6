"""The outer edge: reading files that may come from strangers, and saying exactly where something stands in them."""
