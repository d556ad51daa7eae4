"""Trains the accurate tier: a small transformer, fine-tuned on the corpus."""

NAME = "deployment-en-accurate-3"  # of the tier that is released
