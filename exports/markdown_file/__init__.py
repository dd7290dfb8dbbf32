"""A whole roadmap as one Markdown file, exact both ways; and anybody's Markdown as a roadmap."""

from exports.markdown_file.outcome import Note, Parsed, Reason, Unreadable
from exports.markdown_file.reading import MAX_BYTES, from_markdown, read_bytes
from exports.markdown_file.writing import to_markdown

__all__ = ["MAX_BYTES", "Note", "Parsed", "Reason", "Unreadable", "from_markdown", "read_bytes", "to_markdown"]
