"""The phone's door: what it takes along, and how what it brings back is kept exactly once."""
