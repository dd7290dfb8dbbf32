"""Pages about adapting."""
