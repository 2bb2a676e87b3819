"""Taking criteria in from files: a file is read, looked through chapter by chapter, and placed."""
