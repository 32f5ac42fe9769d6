"""What a document says, held against what was approved: the composed text first, then every finished file.

Nothing here takes part in writing: files are read back with libraries that did not make them.
"""
