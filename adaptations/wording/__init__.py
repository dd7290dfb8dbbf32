"""Comparing and merging running text, sentence by sentence."""
