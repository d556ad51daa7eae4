"""Sentences in, claims out: who is reported to say or do what, in which words."""
