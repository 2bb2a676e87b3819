"""What a working copy holds: parts with their fields, the steps that change them, what is wrong in it. Plain data."""
