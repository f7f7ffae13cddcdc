"""Rules on lifecycle."""
