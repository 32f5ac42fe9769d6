"""Finished files, read back and held against what was approved."""
