"""Rules on requirements."""
