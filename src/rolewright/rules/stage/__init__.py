"""Rules on stage."""
