"""Pay, and what the law of a place wants in the ad."""
