"""The book of the field: TOML tables with sources, and the one loader that turns them into look-up tables."""
