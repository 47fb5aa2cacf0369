"""Bind 装订: documents become packets, with manifest, report and index beside them."""
