"""Documents as files: PDF, deck, Markdown, HTML."""
