"""Waves: programmes of visits, and the notice that staff must have seen before a covert one."""
