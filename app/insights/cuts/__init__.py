"""Visits cut by facets: a tally for each part, by the quickest of three ways."""
