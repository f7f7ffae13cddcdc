"""Answers → diagnosis → Role: what is hired for, and why."""
