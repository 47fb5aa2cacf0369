"""Batches: many records over several processes, each through fill → render → stamp → bind."""
