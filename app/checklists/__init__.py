"""Checklists: what the standards ask of a position on a channel; derived, versioned, never typed."""
