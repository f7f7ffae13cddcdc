"""Applicant tracking systems: postings pulled from them, drafts pushed to them, their webhooks verified."""
