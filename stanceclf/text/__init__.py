"""Text to sentences and tokens, with exact offsets."""
