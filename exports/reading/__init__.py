"""How a document is read for the page: numbers, filled-in text, periods, money, figures and differences."""
