"""Reviews: approving a submitted visit, or returning it with reasons."""
