"""The last stage: drawing a composed document, or the facts, as files."""
