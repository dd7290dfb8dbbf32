"""What the product does, one module a use case: each takes a session and leaves the commit to its caller."""
