"""Reference data 基础资料: hospitals, counties, pairing relations and policies, read from data/."""

from generator.reference.model import County, HospitalEntry, Reference, RelationRow
from generator.reference.policy import Annex, Check, Policy, PolicyRule, load_policy, policy_ids
from generator.reference.reading import load_reference

__all__ = [
    "Annex",
    "Check",
    "County",
    "HospitalEntry",
    "Policy",
    "PolicyRule",
    "Reference",
    "RelationRow",
    "load_policy",
    "load_reference",
    "policy_ids",
]
