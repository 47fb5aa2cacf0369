"""`python -m generator.cli`: the command where it is not on the PATH."""

from generator.cli.main import run

run()
