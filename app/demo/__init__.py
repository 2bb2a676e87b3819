"""A believable chain with history, dated relative to today: what a newcomer looks at first."""
