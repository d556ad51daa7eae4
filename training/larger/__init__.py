"""Fits a larger network, all-mpnet-base-v2, which teaches, and a tier that holds what it knows."""

NAME = "deployment-en-accurate-large-3"  # of the tier that is released
