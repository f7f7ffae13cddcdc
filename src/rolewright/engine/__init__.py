"""Rules over a reading: choose them, run them, keep quiet what is excused, add up the score, apply the fixes."""
