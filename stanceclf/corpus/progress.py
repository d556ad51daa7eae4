"""How far a run is: a line on a terminal that is written anew, a line a minute elsewhere."""

import sys
import time

_SHOWN_EVERY = {True: 0.2, False: 60.0}  # seconds, by whether it is a terminal


class Progress:
    """Rate and time left, on standard error.

    Parameters
    ----------
    total : int
        Bytes of the input.
    before : int
        Bytes that an earlier run has done, which do not count for the rate.
    """

    def __init__(self, total: int, before: int = 0) -> None:
        self._total = max(total, 1)
        self._before = before
        self._terminal = sys.stderr.isatty()
        self._start = self._shown = time.monotonic()
        self.articles = self.words = 0

    def add(self, articles: int, words: int, position: int) -> None:
        """Count what is committed, up to `position` bytes of the input."""
        self.articles += articles
        self.words += words
        now = time.monotonic()
        if now - self._shown >= _SHOWN_EVERY[self._terminal]:
            self._shown = now
            line = self._line(now - self._start, position)
            sys.stderr.write(f"\r{line}\x1b[K" if self._terminal else f"{line}\n")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that a message can stand there."""
        if self._terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def rate(self) -> str:
        """Return what was done, and how fast."""
        seconds = max(time.monotonic() - self._start, 1e-9)
        articles, words = self.articles / seconds, self.words / seconds
        return (
            f"{self.articles:,} articles in {_clock(seconds)}, "
            f"{articles:,.0f} articles and {words:,.0f} words a second"
        )

    def _line(self, seconds: float, position: int) -> str:
        share = min(position / self._total, 1.0)
        done = max(position - self._before, 1)
        left = (self._total - position) / done * seconds
        return (
            f"{share:.0%}  {self.articles:,} articles, {self.articles / seconds:,.0f} a second, "
            f"{_clock(left)} left"
        )


def _clock(seconds: float) -> str:
    """Return a time as 12:05 or 3:12:05.

    >>> _clock(5), _clock(725), _clock(11525)
    ('0:05', '12:05', '3:12:05')
    """
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
