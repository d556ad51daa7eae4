"""Everything that makes the corpus and the models; imports stanceclf, never the reverse."""
