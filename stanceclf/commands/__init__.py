"""The sub-commands of `stanceclf`: each module has `add_to(subparsers)` and `run(options)`."""
