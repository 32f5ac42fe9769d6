"""The geometry of declared forms, worked out once: header grids, row lists, and the coordinate of every cell."""
