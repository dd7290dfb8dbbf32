"""The adaptation engine: pure functions on immutable documents."""
