"""The pages: views, forms of answer, and what stands around every request."""
