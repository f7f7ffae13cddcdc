"""The careers page: a folder of postings → a static site and feeds."""
