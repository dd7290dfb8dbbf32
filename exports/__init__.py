"""Documents as files: PDF, deck, Markdown, JSON."""

from exports.exporters import EXPORTERS, Exporter
from exports.subject import Subject

__all__ = ["EXPORTERS", "Exporter", "Subject"]
