"""People: users and what they may do, signing in, invitations, employees and their positions."""
