"""Identifiers 标识: numbers, dates, amounts and names as clerks write them, read and verified."""

from generator.identifiers.fault import Fault

__all__ = ["Fault"]
