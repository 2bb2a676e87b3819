"""What a document asks of staff, told from its words: criteria with their clause, positions and channels, as proposals."""
