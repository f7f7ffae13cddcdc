"""Length, headings, title, bullets: whether a posting can be found and skimmed."""
