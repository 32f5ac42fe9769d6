"""What this machine has to draw with: system libraries and fonts; and whether that is enough."""
