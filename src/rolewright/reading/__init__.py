"""Posting → Reading: what the text says, every fact with its span; functions over frozen records."""
