"""People: how they come in, their own account, and what administrators do about them."""
