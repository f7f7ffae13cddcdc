"""Findings and readings as text, JSON, SARIF, annotations, JUnit XML and HTML: one file a format, all from `Report`s."""
