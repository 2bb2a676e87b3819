"""The page of one part: its fields in both languages, what stands in it, how others will see it."""
