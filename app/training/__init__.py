"""Training: staff read what the standards ask of their position, answer a few checks and sign."""
