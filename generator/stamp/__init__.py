"""Stamp 盖章: seals, straddle seals, page numbers and the 草稿 mark on a finished PDF."""
