"""Who is meant: phrases that name holders, and the canonical actors behind them."""
