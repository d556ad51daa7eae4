"""Fits a larger network, which is not published and teaches: all-mpnet-base-v2."""
