"""Comparing documents: what changed between two, and how an adaptation stands to its master."""
