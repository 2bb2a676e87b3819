"""Stores in their regions."""
