"""Trains the quick one of the accurate tiers: a small transformer, taught by a larger one."""

NAME = "deployment-en-accurate-6"  # of the tier that is released
