"""Corpora: files of articles in, shards of statements and verdicts out, safe to stop and go on."""
