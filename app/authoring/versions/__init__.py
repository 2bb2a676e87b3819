"""The versions that were published, and what differs between any two."""
