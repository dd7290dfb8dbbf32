"""The draft: the pages on which a roadmap is read, written, arranged and talked about."""
