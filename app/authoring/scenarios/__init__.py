"""The scenarios of the working copy."""
