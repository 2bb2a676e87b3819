"""What stands on each page of figures, worked out from the facts of approved visits."""
