"""Readers of public stance benchmarks: each gives official training and test claims."""
