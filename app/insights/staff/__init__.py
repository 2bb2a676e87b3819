"""Persons in the figures: staff compared and each one's card, assessors beside one another."""
