"""Trains the quick one of the accurate tiers: a small transformer, fine-tuned on the corpus."""

NAME = "deployment-en-accurate-3"  # of the tier that is released
