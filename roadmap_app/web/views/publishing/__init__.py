"""Pages about publishing."""
