"""Other programmes' formats: a company's own document comes in as proposals, checklists and standards go out."""
