"""What the draft page shows: the document as a book, its outline, and the desk around one node."""
