"""Trains the accurate tier: a small transformer, fine-tuned on the corpus."""
