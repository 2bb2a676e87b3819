"""The working copy becomes the next version."""
