"""Making a jurisdiction pack without Python: checking it, starting one, previewing it, schemas and reference."""
