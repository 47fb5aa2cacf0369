"""Check 检查: cases + policies → problems, each with its place, clause and remedy."""

from generator.check.case import check_case, check_together
from generator.check.rules import IDEAS, Across, Idea

__all__ = ["IDEAS", "Across", "Idea", "check_case", "check_together"]
