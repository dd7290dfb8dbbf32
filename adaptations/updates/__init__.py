"""Taking over what the region changed: cases, decisions, edits and the acknowledged master."""
