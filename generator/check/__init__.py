"""Check 检查: case + policy → problems, each with its place, clause and remedy."""

from generator.check.case import check_case
from generator.check.rules import IDEAS, Idea

__all__ = ["IDEAS", "Idea", "check_case"]
