"""What each checklist of the working copy asks otherwise than the standards."""
