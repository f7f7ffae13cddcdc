"""Whether a reader learns what the job is, where, with whom, and what happens next."""
