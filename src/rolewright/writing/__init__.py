"""Role → posting: composed from the role's own words and a phrase book, then set as Markdown, HTML, DOCX, PDF, text, JSON."""
