"""The public job boards of applicant tracking systems: how they are asked, and what they list."""
