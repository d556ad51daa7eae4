"""What a reader gets: verdicts per actor, a table, JSON, and the two record streams."""
