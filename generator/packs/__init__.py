"""Jurisdiction packs: forms, sections, wording, typography and rules as data."""
