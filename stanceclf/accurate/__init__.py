"""Accurate tiers: transformers for the claims that the fast model is unsure of."""
