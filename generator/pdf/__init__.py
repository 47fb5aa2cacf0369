"""PDF as values: pages and what they refer to, stamped and bound as such, numbered when written."""
