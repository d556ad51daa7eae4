"""The accurate tier: a small transformer for the claims that the fast model is unsure of."""
