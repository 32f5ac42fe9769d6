"""Publishing: output folders moved into place whole, names, the manifest, and the state of the machine."""
