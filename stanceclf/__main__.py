"""`python -m stanceclf` is the command `stanceclf`."""

import sys

from stanceclf.cli import main

if __name__ == "__main__":
    sys.exit(main())
