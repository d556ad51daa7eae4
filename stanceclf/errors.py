"""The exceptions that callers may catch."""


class StanceError(Exception):
    """Base of every error that stanceclf raises on purpose."""


class ModelError(StanceError):
    """A model is missing, damaged, of another format, or not trusted."""


class DataError(StanceError, ValueError):
    """A data file breaks its contract; the message names the file, the line and the field."""
