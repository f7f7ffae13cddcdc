"""Rules on level."""
