"""Competitors beside us: their approved visits, which are in no figure of the chain, held against like visits of ours."""
