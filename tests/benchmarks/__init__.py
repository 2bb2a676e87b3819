"""Measurements that print medians beside what they compare with; run by `make bench-…`, never by `make test`."""
