"""Visits: assigning, filling, submitting, scoring."""
