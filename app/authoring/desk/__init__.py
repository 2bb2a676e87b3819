"""The desk: the whole working copy at a glance, who changed what in it, and its end."""
