"""The author's desk: the working copy of the standards, edited, checked, compared and published."""
