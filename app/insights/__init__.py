"""Insights: approved visits brought together by store, position and person."""
