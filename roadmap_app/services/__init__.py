"""What the product does, one module per use case; each takes a SQLAlchemy session and leaves the commit to its caller."""
